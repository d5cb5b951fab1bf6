package io.jenkins.plugins.kubesphere.devops.kapis.run;

import com.fasterxml.jackson.databind.ObjectWriter;
import io.jenkins.plugins.kubesphere.devops.engine.run.LogChunk;
import io.jenkins.plugins.kubesphere.devops.engine.run.LogSnapshot;
import io.jenkins.plugins.kubesphere.devops.kapis.http.EntityTag;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.http.Reply;
import io.jenkins.plugins.kubesphere.devops.kapis.http.VersionedReply;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import java.util.function.Supplier;

/** The answer to a client that follows a log: what is there, and what comes, until the log is complete. */
public final class FollowedLog implements Reply {
    /** JSON may need six characters for one, and an event has at most 1 MiB. */
    private static final int MAX_PART_BYTES = 65_536;

    private final Supplier<LogSnapshot> open;
    private long offset;
    /** Whether the first part begins inside of a line, which is left out. */
    private boolean skipsLine;

    /**
     * A part of the log.
     *
     * @param next where the next part begins
     */
    public record LogEvent(String text, long next) {}

    private FollowedLog(Supplier<LogSnapshot> open, long offset, boolean skipsLine) {
        this.open = open;
        this.offset = offset;
        this.skipsLine = skipsLine;
    }

    /**
     * Begins at an offset.
     *
     * @param open opens the log as it is when this is called; may throw a {@link KapisException}
     */
    public static FollowedLog from(Supplier<LogSnapshot> open, long offset) {
        // What is not there is refused with a status, and not in the events.
        Objects.requireNonNull(open.get());
        return new FollowedLog(open, offset, false);
    }

    /** Begins with the first whole line in so many bytes at the end of a log. */
    public static FollowedLog ofLastBytes(Supplier<LogSnapshot> open, long bytes) {
        long offset = Math.max(0, open.get().size() - bytes);
        return new FollowedLog(open, offset, offset > 0);
    }

    /** The tag of what the client has. */
    public String tag() {
        return EntityTag.of(offset).toString();
    }

    /**
     * Reads the next part. Its tag is the offset after it, so that it stays the same as long as nothing comes. For one
     * thread at a time.
     *
     * @throws KapisException when the log is complete, is not there any more, or was written anew
     */
    public VersionedReply next() {
        LogSnapshot log = open.get();
        if (offset > log.size()) {
            throw KapisException.notFound("the log has " + log.size() + " bytes, and not " + offset
                    + ": it was written anew, or the start is wrong; follow it from start=0");
        }
        if (offset >= log.size() && log.isComplete()) {
            throw KapisException.notFound("the log is complete");
        }
        LogChunk part = log.read(offset, MAX_PART_BYTES);
        long next = Math.max(offset, part.nextOffset());
        return new VersionedReply(EntityTag.of(next), () -> {
            String text = skipsLine ? part.text().substring(part.text().indexOf('\n') + 1) : part.text();
            offset = next;
            skipsLine = false;
            return new LogEvent(text, next);
        });
    }

    /** It is not sent at once, but as events. */
    @Override
    public void send(HttpServletResponse response, ObjectWriter json) {
        throw new IllegalStateException("A log that is followed is sent as events");
    }
}
