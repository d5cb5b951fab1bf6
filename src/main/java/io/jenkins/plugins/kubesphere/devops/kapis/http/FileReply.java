package io.jenkins.plugins.kubesphere.devops.kapis.http;

import com.fasterxml.jackson.databind.ObjectWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/**
 * An answer that is a file. It is sent in small pieces, so its size does not matter. A browser stores it, and does not
 * show it: it may be a page that a stranger wrote.
 *
 * @param name for the dialog of a browser; any text without slashes
 * @param size of the whole file in bytes
 * @param range the part that is sent; empty for the whole file
 * @param hasRanges whether a client may ask for a part
 * @param source opens the file
 */
public record FileReply(
        String name, long size, EntityTag tag, Optional<ByteRange> range, boolean hasRanges, Source source)
        implements Reply {
    private static final int PIECE = 65_536;

    /** Opens a file. */
    @FunctionalInterface
    public interface Source {
        /** @param offset of the first byte that is read */
        InputStream open(long offset) throws IOException;
    }

    public FileReply {
        Objects.requireNonNull(name);
        Objects.requireNonNull(tag);
        Objects.requireNonNull(range);
        Objects.requireNonNull(source);
    }

    @Override
    public void send(HttpServletResponse response, ObjectWriter json) throws IOException {
        ByteRange sent = range.orElse(new ByteRange(0, size));
        try (InputStream file = source.open(sent.first())) {
            if (range.isPresent()) {
                response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
                response.setHeader(
                        "Content-Range",
                        "bytes " + sent.first() + "-" + (sent.first() + sent.length() - 1) + "/" + size);
            }
            response.setContentType("application/octet-stream");
            response.setContentLengthLong(sent.length());
            response.setHeader("ETag", tag.toString());
            response.setHeader("Accept-Ranges", hasRanges ? "bytes" : "none");
            response.setHeader("Content-Disposition", disposition());
            response.setHeader("Content-Security-Policy", "sandbox");
            copy(file, response.getOutputStream(), sent.length());
        }
    }

    /** The second form is for names that are not plain ASCII (RFC 6266). Neither can have a quotation mark or a line break. */
    private String disposition() {
        String plain = name.replaceAll("[^A-Za-z0-9 ._+~@()-]", "_");
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
        return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded;
    }

    private static void copy(InputStream file, OutputStream response, long length) throws IOException {
        byte[] piece = new byte[PIECE];
        long left = length;
        while (left > 0) {
            int read = file.read(piece, 0, (int) Math.min(piece.length, left));
            if (read < 0) {
                throw new EOFException("the file became shorter while it was sent");
            }
            response.write(piece, 0, read);
            left -= read;
        }
    }
}
