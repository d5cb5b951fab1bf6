package io.jenkins.plugins.kubesphere.devops.kapis.webhook;

import com.github.benmanes.caffeine.cache.Ticker;
import io.fabric8.kubernetes.api.model.Secret;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.kapis.audit.AuditLog;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ClusterConnection;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ObjectStore;
import io.jenkins.plugins.kubesphere.devops.kapis.http.ConcurrencyLimit;
import io.jenkins.plugins.kubesphere.devops.kapis.http.Reply;
import io.jenkins.plugins.kubesphere.devops.kapis.route.KapisRequest;
import java.util.Optional;
import java.util.function.Function;

/** Answers webhooks of Git hosts, with the same texts as ks-devops. */
public final class ScmWebhookHandler {
    private static final int OK = 200;

    private static final int MAX_BODIES = 50;

    /** Each may have 4 MiB. */
    private final ConcurrencyLimit bodies = new ConcurrencyLimit("webhooks", MAX_BODIES, MAX_BODIES);

    private final DeliveryLimiter limiter = new DeliveryLimiter(Ticker.systemTicker());
    private final AuditLog audit = new AuditLog();
    private final PushDispatcher dispatcher;

    /**
     * @param systemNamespace where the Secret of the settings is
     * @param runs makes the run of a pipeline without branches
     */
    public ScmWebhookHandler(
            ClusterConnection cluster,
            String systemNamespace,
            WebhookSettings settings,
            Function<Pipeline, PipelineRun> runs) {
        dispatcher = new PushDispatcher(
                () -> cluster.all(Pipeline.class),
                new SigningSecretReader(new ObjectStore<>(Secret.class, cluster), systemNamespace, settings),
                settings.signatureRequired(),
                limiter,
                new PipelineStarter(
                        new ObjectStore<>(Pipeline.class, cluster),
                        new ObjectStore<>(PipelineRun.class, cluster),
                        runs));
    }

    public Reply receive(KapisRequest request) {
        Optional<ScmProvider> provider = ScmProvider.find(request.headers());
        if (provider.isEmpty()) {
            return unread(request, "unknown SCM type");
        }
        if (!provider.get().isPush(request.headers())) {
            return unread(request, "ok");
        }
        Delivery delivery;
        // A slow sender must not take the place of those that have sent their body.
        try (ConcurrencyLimit.Permit permit = bodies.acquire(request.caller().key())) {
            delivery = Delivery.read(provider.get(), request);
        }
        return dispatch(request, delivery);
    }

    /** Takes the notification of a hook in a Git repository, which has no body that is read. */
    public Reply receiveNotification(KapisRequest request) {
        request.body().discard();
        return dispatch(request, Delivery.ofNotification(request.query()));
    }

    private Reply dispatch(KapisRequest request, Delivery delivery) {
        return limiter.call(() -> {
            PushDispatcher.Outcome outcome = dispatcher.dispatch(
                    delivery, what -> audit.note(request.caller(), delivery.describe() + ": started " + what));
            return Reply.text(
                    OK,
                    switch (outcome) {
                        case RECEIVED -> "ok";
                        case NOTHING_MATCHED -> "no pipeline matched";
                    });
        });
    }

    /** A server that does not read a body closes the connection, and the sender may have begun to send the next request. */
    private static Reply unread(KapisRequest request, String text) {
        request.body().discard();
        return Reply.text(OK, text);
    }
}
