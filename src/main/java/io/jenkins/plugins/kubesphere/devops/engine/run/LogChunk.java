package io.jenkins.plugins.kubesphere.devops.engine.run;

import java.util.Objects;

/**
 * A part of a console log.
 *
 * @param text what was read, decoded as UTF-8, cut at a character's end
 * @param next the offset at which to go on reading, in bytes of what the engine keeps; that may be more than the text, as
 *     Jenkins keeps notes for its UI between the words
 * @param more false once the build is over and everything was read
 */
public record LogChunk(String text, long next, boolean more) {
    public LogChunk {
        Objects.requireNonNull(text);
    }
}
