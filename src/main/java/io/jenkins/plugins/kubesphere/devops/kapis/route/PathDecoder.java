package io.jenkins.plugins.kubesphere.devops.kapis.route;

import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits the path of a request into segments, and decodes each of them once. The path is the one that the client sent:
 * a servlet container that decodes it first makes two segments of the branch {@code feat%2Fx}.
 */
final class PathDecoder {
    private static final int MAX_LENGTH = 4_096;
    private static final int HEX = 16;

    private PathDecoder() {}

    /**
     * Returns the decoded segments. One slash at the end counts for nothing.
     *
     * @param path as in the request line, without the query
     * @throws KapisException 400, if the path is not valid
     */
    static List<String> decode(String path) {
        if (path.length() > MAX_LENGTH) {
            throw KapisException.badRequest("the path is longer than " + MAX_LENGTH + " characters");
        }
        List<String> segments = new ArrayList<>();
        String relative = path.startsWith("/") ? path.substring(1) : path;
        for (String raw : relative.split("/", -1)) {
            segments.add(decodeSegment(raw));
        }
        if (segments.get(segments.size() - 1).isEmpty()) {
            segments.remove(segments.size() - 1);
        }
        return segments;
    }

    private static String decodeSegment(String raw) {
        String decoded = raw.indexOf('%') < 0 ? raw : decodePercent(raw);
        if (decoded.equals(".") || decoded.equals("..")) {
            throw KapisException.badRequest("the path has the segment \"" + decoded + "\"; give the whole path");
        }
        if (decoded.chars().anyMatch(Character::isISOControl)) {
            throw KapisException.badRequest("the path has a control character; remove it");
        }
        return decoded;
    }

    private static String decodePercent(String raw) {
        byte[] source = raw.getBytes(StandardCharsets.UTF_8);
        ByteBuffer target = ByteBuffer.allocate(source.length);
        for (int i = 0; i < source.length; i++) {
            if (source[i] == '%') {
                target.put((byte) (hex(source, i + 1) * HEX + hex(source, i + 2)));
                i += 2;
            } else {
                target.put(source[i]);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(target.flip()).toString();
        } catch (CharacterCodingException e) {
            throw KapisException.badRequest("the path is not encoded in UTF-8");
        }
    }

    private static int hex(byte[] source, int at) {
        int digit = at < source.length ? Character.digit((char) source[at], HEX) : -1;
        if (digit < 0) {
            throw KapisException.badRequest("the path has a % without two hexadecimal digits; send %25 for a %");
        }
        return digit;
    }
}
