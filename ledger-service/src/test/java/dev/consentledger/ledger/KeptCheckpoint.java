package dev.consentledger.ledger;

/**
 * Calls of the function {@code keep_checkpoint} as somebody with psql and the service's password
 * makes them: the note says what it should, and is signed by nobody. Roots are named by the text
 * whose hash they are.
 */
record KeptCheckpoint(int epoch, int shard, String... vkeys) {

    /** The log's first checkpoint. */
    String first(long size, String root) {
        return call("NULL, NULL", size, root);
    }

    /** One that follows another. */
    String next(long fromSize, String fromRoot, long size, String root) {
        return call("%d, sha256('%s')".formatted(fromSize, fromRoot), size, root);
    }

    private String call(String from, long size, String root) {
        String origin = vkeys[0].substring(0, vkeys[0].indexOf('+'));
        return """
                SELECT keep_checkpoint(%d, %d, %s, %d, sha256('%s'), now(), convert_to(
                    E'%s\\n%4$d\\n' || encode(sha256('%5$s'), 'base64') || E'\\n\\n— nobody\\n', 'UTF8'), ARRAY['%7$s'])"""
                .formatted(epoch, shard, from, size, root, origin, String.join("', '", vkeys));
    }
}
