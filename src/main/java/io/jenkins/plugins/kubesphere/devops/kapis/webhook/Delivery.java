package io.jenkins.plugins.kubesphere.devops.kapis.webhook;

import io.jenkins.plugins.kubesphere.devops.api.text.Sha256;
import io.jenkins.plugins.kubesphere.devops.kapis.http.FormBody;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.http.QueryParameters;
import io.jenkins.plugins.kubesphere.devops.kapis.route.KapisRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A request of a provider that reports a push.
 *
 * @param sender for the log
 * @param signature the form of the proof
 * @param id the same for each retry of the provider; empty if the provider sends none
 * @param proof that the sender knows the secret; empty if there is none
 * @param signed the bytes to which the proof belongs
 * @param digest hash of these bytes. The id alone is not enough: GitLab uses the id of an event also for events that follow
 *     from it
 * @param push the content of the body
 */
record Delivery(
        String sender,
        SignatureForm signature,
        Optional<String> id,
        Optional<String> proof,
        byte[] signed,
        String digest,
        PushEvent push) {
    private static final String FORM_FIELD = "payload";

    /**
     * Reads a push.
     *
     * @throws KapisException 400 if the body is not that of a push; 413 if it is too large
     */
    static Delivery read(ScmProvider provider, KapisRequest request) {
        byte[] body = request.body().readBytes();
        boolean isForm = FormBody.isForm(request.headers().find("Content-Type"));
        byte[] json = isForm ? jsonOf(body) : body;
        PushEvent push = request.body()
                .parse(json, provider.payload(request.headers()))
                .toEvent()
                .orElseThrow(() -> KapisException.badRequest("the body is not a push of " + provider
                        + ": it does not say which ref of which repository was pushed"));
        byte[] signed = isForm && provider.signsJsonOfForm() ? json : body;
        return new Delivery(
                provider.toString(),
                provider.signature(),
                provider.delivery(request.headers()),
                request.headers().find(provider.signature().header()),
                signed,
                Sha256.hexDigest(signed),
                push);
    }

    /**
     * Reads the notification of a hook in a Git repository, in the form of the plugin git: its parameters are in the query.
     *
     * @throws KapisException 400 if there is no repository in it
     */
    static Delivery ofNotification(QueryParameters query) {
        String url = query.find(GitNotification.URL.name()).orElse("");
        List<PushEvent.PushedRef> refs = Stream.of(
                        query.find(GitNotification.BRANCHES.name()).orElse("").split(","))
                .map(branch -> new PushEvent.PushedRef(branch.isBlank() ? "" : "refs/heads/" + branch.strip(), false))
                .toList();
        PushEvent push = PushEvent.of(Stream.of(url), refs)
                .orElseThrow(() -> KapisException.badRequest(
                        "url is required: the URL of the repository, as the pipelines name it"));
        return new Delivery(
                "git",
                GitNotification.SIGNATURE,
                Optional.empty(),
                query.find(GitNotification.TOKEN.name()),
                new byte[0],
                "",
                push);
    }

    private static byte[] jsonOf(byte[] form) {
        return FormBody.field(form, FORM_FIELD)
                .orElseThrow(() -> KapisException.badRequest(
                        "the form has no field payload; choose the content type application/json"))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Whether the sender knows a secret, which must not be empty. */
    boolean isSignedWith(byte[] secret) {
        return proof.filter(found -> signature.isProof(found, secret, signed)).isPresent();
    }

    /** Describes the delivery for the log. The id is text of the sender. */
    String describe() {
        return "webhook of " + sender + ", delivery "
                + id.map(text -> "\"" + text.substring(0, Math.min(text.length(), 100)) + "\"")
                        .orElse("without an id");
    }
}
