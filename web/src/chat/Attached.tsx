import { Icon } from "../ui/Icon";
import classes from "./Attached.module.css";
import type { Photo } from "./photos";

type Props = { photos: Photo[]; trouble: string | null; onRemove: (photo: Photo) => void };

/** The photos that will go with the message, each with a way to leave it out. */
export function Attached({ photos, trouble, onRemove }: Props) {
  return (
    <>
      {photos.length === 0 ? null : (
        <ul className={classes.photos} aria-label="Photos of this message">
          {photos.map((photo, place) => (
            <li key={photo.url}>
              <img src={photo.url} alt={photo.filename} />
              <button type="button" aria-label={`Leave photo ${place + 1} out`} onClick={() => onRemove(photo)}>
                <Icon name="close" size={16} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <p className={classes.trouble} role="status">
        {trouble}
      </p>
    </>
  );
}
