import { Marked, type Token, type Tokens } from 'marked';

/** A page under docs/, ready to stand in the frame of the site. */
export interface MarkdownPage {
  /** Of its first heading. */
  readonly title: string;
  readonly html: string;
}

/** What the text does not know of itself. */
export interface MarkdownFrame {
  /** Pages that are served, by their name without `.md`. */
  readonly served: readonly string[];
  /** What is said below a heading, by its text. */
  readonly subtitles: ReadonlyMap<string, string>;
}

/** Headings get anchors as GitHub makes them, so a link means the same here and there. */
export function markdownPage(text: string, { served, subtitles }: MarkdownFrame): MarkdownPage {
  const marked = new Marked({
    renderer: {
      heading({ depth, text: name, tokens }: Tokens.Heading): string {
        const anchor = anchorOf(name);
        const subtitle = subtitles.get(name);
        const words = `<a href="#${anchor}">${this.parser.parseInline(tokens)}</a>`;
        return `<h${depth} id="${anchor}">${words}</h${depth}>\n${subtitle === undefined ? '' : `<p class="subtitle">${subtitle}</p>\n`}`;
      },
      link({ href, tokens }: Tokens.Link): string {
        const target = targetOf(href, served);
        const words = this.parser.parseInline(tokens);
        return target === null ? words : `<a href="${target}">${words}</a>`;
      },
    },
  });
  const tokens = marked.lexer(text);
  return { title: titleOf(tokens), html: marked.parser(tokens) };
}

function titleOf(tokens: readonly Token[]): string {
  const heading = tokens.find(({ type }) => type === 'heading') as Tokens.Heading | undefined;
  return heading?.text ?? '';
}

/** `api.md#reading` → `/docs/api#reading`; null for a page that is not served. */
function targetOf(href: string, served: readonly string[]): string | null {
  if (/^(https?:|#|\/)/.test(href)) return href;
  const [, name = '', anchor = ''] = /^([\w-]+)\.md(#.*)?$/.exec(href) ?? [];
  return served.includes(name) ? `/docs/${name}${anchor}` : null;
}

function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}\- _]/gu, '')
    .replaceAll(' ', '-');
}
