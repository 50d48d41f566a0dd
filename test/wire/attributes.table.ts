/** An attribute as clients meet it. */
export interface WireAttribute {
  readonly name: string;
  readonly kind: string;
  /** Of a text: in characters. */
  readonly limit: number;
  readonly required: boolean;
  readonly nullable: boolean;
  /** The server's own: what clients send is ignored. */
  readonly server: boolean;
  /** Set on create and never again. */
  readonly once: boolean;
  /** Never answered. */
  readonly secret: boolean;
}

/**
 * What each resource promises, attribute by attribute, in the words of the API and of nothing in the source: `!` is
 * required, `?` may be null.
 */
const written: Readonly<Record<string, string>> = {
  event: `
    name! text 255 · description? html · starts-at! date-time · ends-at! date-time · timezone! time-zone ·
    location-name? text 500 · searchable-location-name? text 500 · latitude? latitude · longitude? longitude ·
    online boolean · owner-name? text 255 · has-owner-info boolean · owner-description? html ·
    code-of-conduct? html · external-event-url? url · ticket-url? url · privacy choice · state choice ·
    schedule-published-on? date-time · is-map-shown boolean · is-sessions-speakers-enabled boolean ·
    is-cfs-enabled boolean · is-sponsors-enabled boolean · is-document-enabled boolean · is-featured boolean ·
    is-promoted boolean · document-links links · original-image-url? image · original-image-alt? alt 1000 ·
    large-image-url url server · thumbnail-image-url url server · icon-image-url url server ·
    logo-url? image · logo-alt? alt 1000 · identifier text server · ical-url url server · created-at date-time server ·
    deleted-at date-time server`,
  user: `
    email! email · password! password secret · first-name? text 255 · last-name? text 255 ·
    public-name? text 255 · details? html · contact? text 255 · company? text 255 · facebook-url? url ·
    twitter-url? url · instagram-url? url · is-profile-public boolean · is-verified boolean ·
    is-admin boolean · is-blocked boolean · avatar-url? image · avatar-alt? alt 1000 ·
    original-image-url url server · thumbnail-image-url url server · small-image-url url server ·
    icon-image-url url server · created-at date-time server · last-accessed-at date-time server ·
    deleted-at date-time server`,
  session: `
    title! text 255 · subtitle? text 255 · level? text 255 · short-abstract? html · long-abstract? html ·
    comments? text 10000 · starts-at? date-time · ends-at? date-time · language? text 255 · slides links ·
    slides-url? url · video-url? url · audio-url? url · signup-url? url · state choice · is-locked boolean ·
    submitted-at? date-time · created-at date-time server · last-modified-at date-time server ·
    deleted-at date-time server`,
  speaker: `
    name! text 255 · email? email · photo-url? image · photo-alt? alt 1000 · thumbnail-image-url url server ·
    small-image-url url server · icon-image-url url server · short-biography? html · long-biography? html ·
    speaking-experience? text 10000 · mobile? text 50 · organisation? text 255 · position? text 255 ·
    country? text 255 · city? text 255 · website? url · twitter? profile 500 · facebook? profile 500 ·
    github? profile 500 · linkedin? profile 500 · mastodon? profile 500 · is-featured boolean ·
    order integer`,
  sponsor: `
    name! text 255 · description? text 10000 · url? url · level? integer · sponsor-type? text 255 ·
    logo-url? image · logo-alt? alt 1000`,
  exhibitor: `
    name! text 255 · status choice · description? text 10000 · url? url · position integer ·
    banner-url? image · banner-alt? alt 1000 · thumbnail-image-url url server · logo-url? image ·
    logo-alt? alt 1000 · contact-email? email · social-links? links`,
  track: `
    name! text 255 · color! colour · font-color text server · position integer`,
  microlocation: `
    name! text 255 · latitude? latitude · longitude? longitude · floor? integer · room? text 255 ·
    position integer`,
  'session-type': `
    name! text 255 · length! length · position integer`,
  'social-link': `
    name! text 255 · link! url · identifier? text 255`,
  'event-copyright': `
    holder? text 255 · holder-url? url · licence! text 255 · licence-url? url · logo-url? url ·
    year? integer`,
  'speakers-call': `
    announcement? html · starts-at! date-time · ends-at! date-time · privacy choice`,
  faq: `
    question! text 1000 · answer! text 10000`,
  feedback: `
    rating! rating · comment? text 10000`,
  'event-type': `
    name! text 255 · slug text server`,
  'event-topic': `
    name! text 255 · slug text server · system-image-url? image · system-image-alt? alt 1000`,
  'event-sub-topic': `
    name! text 255 · slug text server`,
  'custom-placeholder': `
    name! text 255 · copyright? text 1000 · origin? text 1000 · original-image-url? image ·
    original-image-alt? alt 1000 · large-image-url url server · thumbnail-image-url url server ·
    icon-image-url url server`,
  role: `
    name! text 255 once · title-name! text 255`,
  'users-events-roles': '',
  'privileged-change': `
    actor-id identity server · resource-type text server · resource-id identity server · action text server ·
    members changed-members server · request-id text server · client-network text server ·
    created-at date-time server`,
};

export const attributesByType: ReadonlyMap<string, readonly WireAttribute[]> = new Map(
  Object.entries(written).map(([type, lines]) => [
    type,
    lines
      .split(/[·\n]/)
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .map(attributeIn),
  ]),
);

function attributeIn(line: string): WireAttribute {
  const [marked = '', kind = '', ...rest] = line.split(' ');
  return {
    name: marked.replace(/[!?]$/, ''),
    kind,
    limit: Number(rest.find((word) => /^\d+$/.test(word)) ?? 0),
    required: marked.endsWith('!'),
    nullable: marked.endsWith('?'),
    server: rest.includes('server'),
    once: rest.includes('once'),
    secret: rest.includes('secret'),
  };
}
