package io.jenkins.plugins.kubesphere.devops.controlplane;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * An answer with which a {@link RequestRecordingProxy} refuses a request, as the API server would: a Status object.
 *
 * @param headers more lines of the head, each with its line end; empty for none
 * @param inWatch whether a watch opens, and gets the Status as its first event, before it is closed
 */
public record InjectedAnswer(int code, String reason, String headers, boolean inWatch) {
    /** RFC 6455, 1.3: what a server appends to the key of the client. */
    private static final String WEB_SOCKET_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /** A complete text message, and a close message with the status 1000 (RFC 6455, 5.2). */
    private static final int TEXT_FRAME = 0x81;

    private static final byte[] CLOSE_FRAME = {(byte) 0x88, 2, 3, (byte) 0xE8};

    /** An answer to the request itself. */
    public static InjectedAnswer status(int code, String reason) {
        return new InjectedAnswer(code, reason, "", false);
    }

    /** As {@link #status}, with the time after which the client may try again. */
    public static InjectedAnswer retryAfter(int code, String reason, int seconds) {
        return new InjectedAnswer(code, reason, "Retry-After: " + seconds + "\r\n", false);
    }

    /** A watch that tells nothing but that its resource version is too old. */
    public static InjectedAnswer expiredWatch() {
        return new InjectedAnswer(410, "Expired", "", true);
    }

    /** @param webSocketKey the key of a request that opens a web socket; null for another request */
    byte[] bytes(String webSocketKey) {
        if (!inWatch) {
            return http(code + " " + reason, status());
        }
        String event = "{\"type\":\"ERROR\",\"object\":" + status() + "}";
        return webSocketKey == null ? http("200 OK", event + "\n") : webSocket(webSocketKey, event);
    }

    private String status() {
        return "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"reason\":\"" + reason
                + "\",\"message\":\"injected by a test\",\"code\":" + code + "}";
    }

    private byte[] http(String line, String body) {
        return ("HTTP/1.1 " + line + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n"
                        + headers + "\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] webSocket(String key, String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: " + accept(key) + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.write(TEXT_FRAME);
        out.write(126); // the length follows, in two bytes
        out.write(text.length() >> 8);
        out.write(text.length() & 0xFF);
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(CLOSE_FRAME);
        return out.toByteArray();
    }

    private static String accept(String key) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1")
                            .digest((key + WEB_SOCKET_SUFFIX).getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each Java has SHA-1", e);
        }
    }
}
