package io.jenkins.plugins.kubesphere.devops.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server of the REST API in a process of its own on this machine.
 *
 * @param name in what is printed
 * @param address without a slash at the end
 * @param token of an administrator
 * @param pid of its process
 */
record MeasuredServer(String name, URI address, String token, long pid) {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Pattern RESIDENT = Pattern.compile("(?m)^(VmRSS|VmHWM):\\s+(\\d+) kB");
    private static final int PIECE = 65_536;
    private static final long KIBIBYTES = 1_024;

    /**
     * The server that the system properties {@code rest.other}, {@code rest.other.token} (a file) and {@code
     * rest.other.pid} name.
     *
     * @throws IllegalStateException if they are not complete
     */
    static MeasuredServer other() {
        String token = System.getProperty("rest.other.token", "");
        Long pid = Long.getLong("rest.other.pid");
        if (token.isEmpty() || pid == null) {
            throw new IllegalStateException("-Drest.other needs -Drest.other.token=FILE and -Drest.other.pid=PID");
        }
        try {
            return new MeasuredServer(
                    "other",
                    URI.create(System.getProperty("rest.other")),
                    Files.readString(Path.of(token)).strip(),
                    pid);
        } catch (IOException e) {
            throw new IllegalStateException("-Drest.other.token=" + token + " cannot be read", e);
        }
    }

    /** @param tag of the answer that the client has already; empty if it has none */
    HttpResponse<byte[]> get(String path, String tag) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path);
        if (!tag.isEmpty()) {
            request.header("If-None-Match", tag);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    Duration time(String path, String tag) throws IOException, InterruptedException {
        long startedAt = System.nanoTime();
        get(path, tag);
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    /** Reads an answer piece by piece, and calls back after each 64 MiB. Returns how many bytes it has. */
    long download(String path, Runnable watch) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = HTTP.send(request(path).build(), HttpResponse.BodyHandlers.ofInputStream());
        byte[] piece = new byte[PIECE];
        long bytes = 0;
        try (InputStream body = answer.body()) {
            for (int read = body.read(piece); read >= 0; read = body.read(piece)) {
                bytes += read;
                if (bytes % (64L << 20) < read) {
                    watch.run();
                }
            }
        }
        return bytes;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path)).header("Authorization", "Bearer " + token);
    }

    /** The memory that its process has from the system now, and the most that it has had, in MiB. */
    String memory() throws IOException {
        Matcher found = RESIDENT.matcher(Files.readString(Path.of("/proc", Long.toString(pid), "status")));
        long now = 0;
        long most = 0;
        while (found.find()) {
            long mebibytes = Long.parseLong(found.group(2)) / KIBIBYTES;
            if (found.group(1).equals("VmRSS")) {
                now = mebibytes;
            } else {
                most = mebibytes;
            }
        }
        return "%d MiB, at most %d MiB".formatted(now, most);
    }
}
