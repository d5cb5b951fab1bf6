package io.jenkins.plugins.kubesphere.devops.kapis.http;

import io.jenkins.plugins.kubesphere.devops.engine.run.LogChunk;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.LongFunction;

/** Reads a log in parts, as UTF-8: a part is read when the one before was taken. */
public final class LogInputStream extends SequenceInputStream {
    /**
     * @param first the first part; the stream ends at a part without text
     * @param next reads the part at an offset
     */
    public LogInputStream(LogChunk first, LongFunction<LogChunk> next) {
        super(new Parts(first, next));
    }

    private static final class Parts implements Enumeration<InputStream> {
        private final LongFunction<LogChunk> read;
        private Optional<LogChunk> next;
        private LogChunk last;

        Parts(LogChunk first, LongFunction<LogChunk> read) {
            this.next = Optional.of(first);
            this.last = first;
            this.read = read;
        }

        @Override
        public boolean hasMoreElements() {
            if (next.isEmpty() && last.hasMore()) {
                next = Optional.of(read.apply(last.nextOffset()));
            }
            return next.isPresent() && !next.get().text().isEmpty();
        }

        @Override
        public InputStream nextElement() {
            last = next.orElseThrow(NoSuchElementException::new);
            next = Optional.empty();
            return new ByteArrayInputStream(last.text().getBytes(StandardCharsets.UTF_8));
        }
    }
}
