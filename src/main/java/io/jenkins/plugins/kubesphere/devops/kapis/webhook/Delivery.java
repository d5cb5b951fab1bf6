package io.jenkins.plugins.kubesphere.devops.kapis.webhook;

import io.jenkins.plugins.kubesphere.devops.api.text.Sha256;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.route.KapisRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A request of a provider that reports a push.
 *
 * @param id the same for each retry of the provider; empty if the provider sends none
 * @param proof that the sender knows the secret; empty if there is none
 * @param signed the bytes to which the proof belongs
 * @param digest hash of these bytes. The id alone is not enough: GitLab uses the id of an event also for events that follow
 *     from it
 * @param push the content of the body
 */
record Delivery(
        ScmProvider provider,
        Optional<String> id,
        Optional<String> proof,
        byte[] signed,
        String digest,
        PushEvent push) {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String FORM_FIELD = "payload=";

    /**
     * Reads a push.
     *
     * @throws KapisException 400 if the body is not that of a push; 413 if it is too large
     */
    static Delivery read(ScmProvider provider, KapisRequest request) {
        byte[] body = request.body().readBytes();
        boolean isForm = request.headers()
                .find("Content-Type")
                .filter(type -> type.toLowerCase(Locale.ROOT).startsWith(FORM))
                .isPresent();
        byte[] json = isForm ? jsonOf(body) : body;
        PushEvent push = request.body()
                .parse(json, provider.payload(request.headers()))
                .toEvent()
                .orElseThrow(() -> KapisException.badRequest("the body is not a push of " + provider
                        + ": it does not say which ref of which repository was pushed"));
        byte[] signed = isForm && provider.signsJsonOfForm() ? json : body;
        return new Delivery(
                provider,
                provider.delivery(request.headers()),
                request.headers().find(provider.signature().header()),
                signed,
                Sha256.hexDigest(signed),
                push);
    }

    private static byte[] jsonOf(byte[] form) {
        String text = new String(form, StandardCharsets.ISO_8859_1);
        String field = Stream.of(text.split("&"))
                .filter(pair -> pair.startsWith(FORM_FIELD))
                .findFirst()
                .orElseThrow(() -> KapisException.badRequest(
                        "the form has no field payload; choose the content type application/json"));
        try {
            return URLDecoder.decode(field.substring(FORM_FIELD.length()), StandardCharsets.UTF_8)
                    .getBytes(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw KapisException.badRequest("the field payload has a % without two hexadecimal digits");
        }
    }

    /** Whether the sender knows a secret, which must not be empty. */
    boolean isSignedWith(byte[] secret) {
        return proof.filter(found -> provider.signature().isProof(found, secret, signed))
                .isPresent();
    }

    /** Describes the delivery for the log. The id is text of the sender. */
    String describe() {
        return "webhook of " + provider + ", delivery "
                + id.map(text -> "\"" + text.substring(0, Math.min(text.length(), 100)) + "\"")
                        .orElse("without an id");
    }
}
