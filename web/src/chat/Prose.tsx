import { Fragment } from "react";

import { type Block, type Span, blocksOf } from "./blocks";
import classes from "./Prose.module.css";

/** An answer's words: paragraphs, lists and what is stressed. Anything else stays the text that it is. */
export function Prose({ text }: { text: string }) {
  return (
    <div className={classes.prose} data-testid="answer">
      {blocksOf(text).map((block, place) => (
        <BlockOf key={`${place}-${block.kind}`} block={block} />
      ))}
    </div>
  );
}

function BlockOf({ block }: { block: Block }) {
  if (block.kind === "paragraph") return <p>{spansOf(block.spans)}</p>;
  const items = block.items.map((item, place) => <li key={`${place}-${item.length}`}>{spansOf(item)}</li>);
  return block.kind === "numbered" ? <ol>{items}</ol> : <ul>{items}</ul>;
}

function spansOf(spans: Span[]) {
  return spans.map((span, place) =>
    span.isStrong ? (
      <strong key={`${place}-strong`}>{span.text}</strong>
    ) : (
      <Fragment key={`${place}-plain`}>{span.text}</Fragment>
    ),
  );
}
