package io.jenkins.plugins.kubesphere.devops.engine.run;

import java.util.Objects;

/**
 * A part of the console log of a build.
 *
 * @param text the text, decoded as UTF-8; it ends at the end of a character
 * @param next the offset of the next part, in bytes of the stored log. It may increase by more than the length of the
 *     text, because Jenkins stores notes for its UI between the words
 * @param more false if the build is over and everything was read
 */
public record LogChunk(String text, long next, boolean more) {
    public LogChunk {
        Objects.requireNonNull(text);
    }
}
