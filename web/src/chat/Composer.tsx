import { ActionIcon } from "@mantine/core";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";

import { counted } from "../format/amounts";
import { Icon } from "../ui/Icon";
import { Attached } from "./Attached";
import classes from "./Composer.module.css";
import { MOST_PHOTOS, type Photo, shrunk } from "./photos";

/** As much as the server takes. */
const LONGEST = 8000;

type Props = {
  draft: string;
  onDraft: (text: string) => void;
  isRunning: boolean;
  /** Whether somebody can read photos here. */
  readsPhotos: boolean;
  onSend: (text: string, photos: Photo[]) => void;
  onStop: () => void;
  /** What is good to know about the answers. */
  hint: string | null;
};

/** Where the person writes and adds photos. Enter sends, Shift and Enter begin a new line; while an answer runs, the button stops it. */
export function Composer({ draft, onDraft, isRunning, readsPhotos, onSend, onStop, hint }: Props) {
  const box = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const [photos, setPhotos] = useState<Photo[]>([]);
  const [trouble, setTrouble] = useState<string | null>(null);
  const text = draft.trim();
  const isEmpty = text === "" && photos.length === 0;

  useEffect(() => {
    // A suggestion was picked: the person goes on writing at its end.
    if (draft !== "" && document.activeElement !== box.current) box.current?.focus();
  }, [draft]);

  const send = () => {
    if (isEmpty || isRunning) return;
    onSend(text, photos);
    setPhotos([]);
    setTrouble(null);
  };
  const add = async (files: File[]) => {
    const read = await Promise.allSettled(files.slice(0, MOST_PHOTOS).map(shrunk));
    const added = read.flatMap((each) => (each.status === "fulfilled" ? each.value : []));
    // The same one twice is one.
    const all = [...new Map([...photos, ...added].map((photo) => [photo.url, photo])).values()];
    setPhotos(all.slice(0, MOST_PHOTOS));
    setTrouble(troubleOf(added.length < read.length, all.length > MOST_PHOTOS || files.length > MOST_PHOTOS, readsPhotos));
    box.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };

  return (
    <form
      className={classes.place}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Attached
        photos={photos}
        trouble={trouble}
        onRemove={(photo) => {
          setPhotos(photos.filter(({ url }) => url !== photo.url));
          setTrouble(null);
          box.current?.focus();
        }}
      />
      <div className={classes.composer}>
        <ActionIcon
          size={40}
          radius="xl"
          variant="subtle"
          color="gray"
          aria-label={photos.length === 0 ? "Add photos" : `Add photos, ${counted(photos.length, "photo", "photos")} added`}
          onClick={() => picker.current?.click()}
        >
          <Icon name="photo" />
        </ActionIcon>
        <input
          ref={picker}
          type="file"
          accept="image/*"
          multiple
          hidden
          aria-label="Photos"
          onChange={(event) => {
            void add([...(event.currentTarget.files ?? [])]);
            // The same file may be chosen again.
            event.currentTarget.value = "";
          }}
        />
        <textarea
          ref={box}
          className={classes.text}
          rows={1}
          maxLength={LONGEST}
          value={draft}
          onChange={(event) => onDraft(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          placeholder="What did you eat?"
          aria-label="Message"
          enterKeyHint="send"
        />
        {isRunning ? (
          <ActionIcon size={40} radius="xl" variant="light" aria-label="Stop" onClick={onStop}>
            <Icon name="stop" />
          </ActionIcon>
        ) : (
          <ActionIcon type="submit" size={40} radius="xl" aria-label="Send" disabled={isEmpty}>
            <Icon name="send" />
          </ActionIcon>
        )}
      </div>
      {hint === null ? null : <p className={classes.hint}>{hint}</p>}
    </form>
  );
}

function troubleOf(isUnreadable: boolean, isTooMany: boolean, readsPhotos: boolean): string | null {
  if (isUnreadable) return "That is no picture that can be read here. Choose a JPEG, PNG or WebP.";
  if (!readsPhotos) return "No model here can read photos: say in words what is on it.";
  return isTooMany ? `A message has at most ${MOST_PHOTOS} photos.` : null;
}
