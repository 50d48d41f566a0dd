import { deepStrictEqual } from 'node:assert';

/**
 * Measuring servers that answer differently would mean nothing. What is written by hand must answer the very
 * document; the peer, whose members have other names, the same resources with the same words in them.
 *
 * @throws AssertionError that shows the difference
 */
export async function requireSameAnswers({ marquee, byHand, peer }) {
  const [ours, theirs, peers] = await Promise.all([marquee, byHand, peer].map(documentOf));
  deepStrictEqual(theirs.document, ours.document);
  deepStrictEqual(essence(peers.document), essence(ours.document));
  return { bytes: [ours, theirs, peers].map(({ bytes }) => bytes) };
}

async function documentOf(url) {
  const response = await fetch(url);
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${response.status} from ${url}: ${text}`);
  return { bytes: Buffer.byteLength(text), document: JSON.parse(text) };
}

/** Ids, what leads from one resource to the other, a text and a date of each; and how many there are. */
function essence({ data, included, meta }) {
  return {
    count: meta.count ?? meta.totalItems,
    data: data.map(({ attributes, id, relationships }) => ({
      id,
      owner: relationships.owner.data.id,
      topic: (relationships['event-topic'] ?? relationships.eventTopic).data.id,
      name: attributes.name,
      description: attributes.description,
      startsAt: attributes['starts-at'] ?? attributes.startsAt,
    })),
    // The peer includes a resource once for each that leads to it; the standard wants it once.
    included: new Set(included.map(wordsOf)),
  };
}

function wordsOf({ attributes, id, type }) {
  const [kind, words] =
    attributes.slug === undefined
      ? ['user', attributes['public-name'] ?? attributes.publicName]
      : ['topic', attributes.name];
  if (!type.includes(kind)) throw new Error(`A ${type} was included where a ${kind} should be`);
  return `${kind} ${id}: ${words}`;
}
