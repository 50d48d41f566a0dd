/** What does not depend on the day. */
export const eventAttributes = {
  name: 'Longshore',
  timezone: 'Atlantic/Reykjavik',
  description:
    '<p>Three days in an old rope house by the harbour, about <strong>software that lasts</strong>: programs that are still there in thirty years, and the people who keep them there.</p><p>Two rooms with talks, one with a workshop, one with soup. Everything is captioned; most of it is recorded.</p>',
  'location-name': 'Kaðlahúsið, Reykjavík',
  'searchable-location-name': 'Kaðlahúsið, Grandi, Reykjavík, Iceland',
  latitude: 64.1546,
  longitude: -21.9482,
  'owner-name': 'Félagið Longshore',
  'has-owner-info': true,
  'owner-description':
    '<p>An association of forty people who like old machines and new ideas. It has held Longshore every year since it fitted into a net shed.</p>',
  'code-of-conduct':
    '<p>Longshore is for everyone who comes to learn or to teach.</p><ul><li>Argue about the work, never about the person.</li><li>Ask before you photograph somebody. A red lanyard means no.</li><li>What was said over soup stays there unless its author says otherwise.</li><li>Nobody has to explain leaving a room.</li></ul><p>Whoever makes others unwelcome is asked to stop, and to leave if that does not help. Speak to anybody with a yellow lanyard, or write to <a href="mailto:care@longshore.example">care@longshore.example</a>: two people read it, and no one else does.</p>',
  'external-event-url': 'https://longshore.example/',
  'ticket-url': 'https://tickets.example/longshore',
  state: 'published',
  'is-map-shown': true,
  'is-sessions-speakers-enabled': true,
  'is-cfs-enabled': true,
  'is-sponsors-enabled': true,
  'is-document-enabled': true,
  'is-featured': true,
};

export const callAnnouncement =
  '<p>The schedule stands, but the last places of the <em>lightning talks</em> and two slots for <em>short talks</em> are open. Tell us what you have kept alive, and how.</p><ul><li>We read without names first.</li><li>First-time speakers get a partner who has done it before.</li><li>Travel and two nights are paid for everyone who speaks.</li></ul>';

export const copyright = {
  holder: 'Félagið Longshore and the speakers',
  'holder-url': 'https://longshore.example/',
  licence: 'Creative Commons Attribution 4.0',
  'licence-url': 'https://creativecommons.org/licenses/by/4.0/',
};
