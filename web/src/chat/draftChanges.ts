import type { Schemas } from "../api/client";

type Changes = Schemas["DraftChanges"];
type Item = NonNullable<Changes["items"]>[number];
type Draft = { items: readonly { id: string }[] };

/** A draft's items with one of them changed. */
export function withChanged(draft: Draft, id: string, change: Omit<Item, "id">): Changes {
  return { items: draft.items.map((item) => (item.id === id ? { id, ...change } : { id: item.id })) };
}

/** A draft's items without one of them. */
export function without(draft: Draft, id: string): Changes {
  return { items: draft.items.filter((item) => item.id !== id).map((item) => ({ id: item.id })) };
}

/** A draft's items and a food more. */
export function withAdded(draft: Draft, added: Omit<Item, "id">): Changes {
  return { items: [...draft.items.map((item) => ({ id: item.id })), added] };
}
