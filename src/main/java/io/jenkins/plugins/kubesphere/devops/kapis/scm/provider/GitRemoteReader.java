package io.jenkins.plugins.kubesphere.devops.kapis.scm.provider;

import io.jenkins.plugins.kubesphere.devops.kapis.outbound.GuardedHttpClient;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.Deadline;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;

/** Asks a repository over HTTP for its branches, as {@code git ls-remote} does, and reads only the beginning. */
public final class GitRemoteReader {
    private static final int OK = 200;
    /** Enough for the line that says which service answers. */
    private static final int BYTES = 64;

    private static final String SERVICE = "git-upload-pack";
    private static final String FIRST_LINE = "# service=" + SERVICE;
    /** A server that knows version 2 of the protocol may leave the line of the service out. */
    private static final String VERSION = "version 2";

    /** Providers look at the token alone. */
    private static final String ANY_USER = "git";

    private final GuardedHttpClient http;

    public GitRemoteReader(GuardedHttpClient http) {
        this.http = http;
    }

    /**
     * Checks that a repository can be read.
     *
     * @param credential empty if it is public
     * @throws ProviderException if it cannot; its status is 0 if the server is not one of Git
     */
    public void requireReadable(HttpUrl repository, Optional<ScmCredential> credential, Deadline deadline) {
        HttpUrl url = repository
                .newBuilder()
                .encodedPath(repository.encodedPath().replaceAll("/+$", "") + "/info/refs")
                .addQueryParameter("service", SERVICE)
                .build();
        Map<String, String> headers = new HashMap<>();
        // Its first answer is short, however many branches there are.
        headers.put("Git-Protocol", "version=2");
        credential.ifPresent(known -> headers.put(
                "Authorization",
                ProviderType.basic(known.username().isEmpty() ? ANY_USER : known.username(), known.token())));
        GuardedHttpClient.Answer answer = http.getBeginning(url, headers, deadline, BYTES);
        if (answer.status() != OK) {
            throw new ProviderException(answer.status(), describe(answer.status(), repository));
        }
        String text = new String(answer.body(), StandardCharsets.ISO_8859_1);
        if (!text.contains(FIRST_LINE) && !text.contains(VERSION)) {
            throw new ProviderException(0, "\"" + repository.host() + "\" has no Git repository at this address");
        }
    }

    private static String describe(int status, HttpUrl repository) {
        return switch (status) {
            case 401, 403 ->
                "access verification failed: \"" + repository.host()
                        + "\" does not give this repository to the credential";
            case 404 -> "\"" + repository.host() + "\" has no such repository, or does not show it to the credential";
            default -> "\"" + repository.host() + "\" answered with the status " + status;
        };
    }
}
