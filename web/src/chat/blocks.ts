/** The little of Markdown that answers use, read without a library: paragraphs, lists, **stress**. */

export type Span = { text: string; isStrong: boolean };
export type Block =
  | { kind: "paragraph"; spans: Span[] }
  | { kind: "bulleted"; items: Span[][] }
  | { kind: "numbered"; items: Span[][] };

const BULLET = /^\s*[-*•]\s+(?<words>.+)$/u;
const NUMBER = /^\s*\d+[.)]\s+(?<words>.+)$/u;
const HEADING = /^#{1,6}\s+(?<words>.+)$/u;
const STRONG = /\*\*(?<words>[^*]+)\*\*/gu;

/** The blocks of a text. Lines of a paragraph stay lines. */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let lines: string[] = [];
  const closeParagraph = () => {
    if (lines.length > 0) blocks.push({ kind: "paragraph", spans: spansIn(lines.join("\n")) });
    lines = [];
  };
  for (const line of text.split("\n")) {
    const listed = itemIn(line);
    if (listed !== null) {
      closeParagraph();
      addItem(blocks, listed.kind, spansIn(listed.words));
    } else if (line.trim() === "") {
      closeParagraph();
    } else {
      lines.push(HEADING.exec(line)?.groups?.["words"] ?? line);
    }
  }
  closeParagraph();
  return blocks;
}

type ListKind = "bulleted" | "numbered";

function itemIn(line: string): { kind: ListKind; words: string } | null {
  const bullet = BULLET.exec(line)?.groups?.["words"];
  if (bullet !== undefined) return { kind: "bulleted", words: bullet };
  const number = NUMBER.exec(line)?.groups?.["words"];
  return number === undefined ? null : { kind: "numbered", words: number };
}

function addItem(blocks: Block[], kind: ListKind, item: Span[]): void {
  const last = blocks.at(-1);
  if (last !== undefined && last.kind === kind) last.items.push(item);
  else blocks.push({ kind, items: [item] });
}

function spansIn(text: string): Span[] {
  const spans: Span[] = [];
  let end = 0;
  for (const match of text.matchAll(STRONG)) {
    if (match.index > end) spans.push({ text: text.slice(end, match.index), isStrong: false });
    spans.push({ text: match.groups?.["words"] ?? "", isStrong: true });
    end = match.index + match[0].length;
  }
  if (end < text.length) spans.push({ text: text.slice(end), isStrong: false });
  return spans;
}
