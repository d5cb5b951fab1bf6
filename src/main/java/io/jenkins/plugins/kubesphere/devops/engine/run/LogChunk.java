package io.jenkins.plugins.kubesphere.devops.engine.run;

import java.util.Objects;

/**
 * A part of the console log of a build.
 *
 * @param text the text, decoded as UTF-8; it ends at the end of a character
 * @param nextOffset the offset of the next part, in bytes of the stored log. It may be larger than the offset of this
 *     part plus the length of the text, because Jenkins stores annotations for its UI in the log
 * @param hasMore false if the build has ended and the log was read to its end
 */
public record LogChunk(String text, long nextOffset, boolean hasMore) {
    public LogChunk {
        Objects.requireNonNull(text);
    }
}
