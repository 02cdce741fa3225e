package dev.consentledger.reporting.http;

import dev.consentledger.reporting.desk.PersonIndex.Cursor;
import java.time.Instant;

/** How the end of a page is spelled: milliseconds of the Unix epoch, shard and index. */
final class PageCursor {

    private static final int PARTS = 3;

    private PageCursor() {}

    static String write(Cursor cursor) {
        return cursor.effectiveAt().toEpochMilli() + "." + cursor.shard() + "." + cursor.index();
    }

    /**
     * @throws IllegalArgumentException for what {@link #write} has not written
     */
    static Cursor read(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != PARTS) {
            throw new IllegalArgumentException("not three numbers");
        }
        return new Cursor(
                Instant.ofEpochMilli(Long.parseLong(parts[0])),
                Integer.parseInt(parts[1]),
                Long.parseLong(parts[2]));
    }
}
