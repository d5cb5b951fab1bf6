package io.jenkins.plugins.kubesphere.devops.kapis.http;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a file that a request asks for (RFC 9110, section 14).
 *
 * @param first offset of the first byte
 * @param length in bytes, at least 1
 */
public record ByteRange(long first, long length) {
    private static final Pattern SINGLE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /**
     * The part that a request asks for. A client that goes on with a download says in {@code If-Range} of which version of
     * the file it has a part.
     *
     * @param headers finds a header of the request
     * @param tag of the file as it is now
     * @param size of the file in bytes
     * @return empty if the whole file is to be sent
     * @throws KapisException 416, if the file has no such part
     */
    public static Optional<ByteRange> requested(Function<String, Optional<String>> headers, EntityTag tag, long size) {
        Optional<String> version = headers.apply("If-Range");
        return headers.apply("Range")
                .filter(header -> version.isEmpty() || version.get().equals(tag.toString()))
                .flatMap(header -> parse(header, size));
    }

    /**
     * Reads the header {@code Range}.
     *
     * @param header for example {@code bytes=100-199}, {@code bytes=100-} or {@code bytes=-100}
     * @param size of the file in bytes
     * @return empty if the whole file is to be sent: for several ranges, other units and texts that are no range, which a
     *     server may ignore
     * @throws KapisException 416, if the file has no such part
     */
    public static Optional<ByteRange> parse(String header, long size) {
        Matcher range = SINGLE.matcher(header.strip());
        if (!range.matches() || range.group(1).isEmpty() && range.group(2).isEmpty()) {
            return Optional.empty();
        }
        if (range.group(1).isEmpty()) {
            long last = Math.min(size, Long.parseLong(range.group(2)));
            return Optional.of(satisfiable(size - last, last, size));
        }
        long first = Long.parseLong(range.group(1));
        long end = range.group(2).isEmpty() ? size - 1 : Long.parseLong(range.group(2));
        if (end < first && !range.group(2).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(satisfiable(first, Math.min(end, size - 1) - first + 1, size));
    }

    private static ByteRange satisfiable(long first, long length, long size) {
        if (first >= size || length < 1) {
            throw KapisException.rangeNotSatisfiable(size);
        }
        return new ByteRange(first, length);
    }
}
