import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from "react";

const NEAR_PX = 80;

/** Keeps a scrolling box at its end while it grows, unless the person has scrolled up to read. */
export function useFollowing<Box extends HTMLElement>(...grownBy: unknown[]): { ref: RefObject<Box | null>; follow: () => void } {
  const ref = useRef<Box>(null);
  const isAtEnd = useRef(true);

  useEffect(() => {
    const box = ref.current;
    if (box === null) return;
    const onScroll = () => {
      isAtEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX;
    };
    // A box that was hidden, or changes its size, loses its place.
    const resized = new ResizeObserver(() => {
      if (isAtEnd.current) box.scrollTop = box.scrollHeight;
    });
    box.addEventListener("scroll", onScroll, { passive: true });
    resized.observe(box);
    return () => {
      box.removeEventListener("scroll", onScroll);
      resized.disconnect();
    };
  }, []);

  useLayoutEffect(() => {
    if (ref.current !== null && isAtEnd.current) ref.current.scrollTop = ref.current.scrollHeight;
    // eslint-disable-next-line react/exhaustive-deps -- the caller lists what makes the box grow
  }, grownBy);

  const follow = useCallback(() => {
    isAtEnd.current = true;
  }, []);
  return { ref, follow };
}
