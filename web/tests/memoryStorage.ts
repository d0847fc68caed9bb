/** A browser's storage without a browser. */
export function memoryStorage(): Storage & { everything: () => Iterable<[string, string]> } {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    clear: () => kept.clear(),
    getItem: (key) => kept.get(key) ?? null,
    key: (place) => [...kept.keys()][place] ?? null,
    removeItem: (key) => void kept.delete(key),
    setItem: (key, value) => void kept.set(key, value),
    everything: () => kept.entries(),
  };
}
