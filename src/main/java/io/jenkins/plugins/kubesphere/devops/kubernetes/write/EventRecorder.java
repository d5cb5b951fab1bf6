package io.jenkins.plugins.kubesphere.devops.kubernetes.write;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.kubesphere.devops.api.text.KubernetesTime;
import io.jenkins.plugins.kubesphere.devops.api.text.ShownTexts;
import io.jenkins.plugins.kubesphere.devops.api.text.TextTruncator;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.WorkerPoolFactory;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Writes Events to the API server in the background. An Event may get lost. This does no harm, because an Event is
 * never the only record of a state. So no status write waits for an Event. A write of the same Event about the same
 * object is tried at most once in ten minutes, even if it fails. Control characters are removed, and users and
 * passwords of URLs are masked. Thread-safe.
 */
public final class EventRecorder implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(EventRecorder.class.getName());
    private static final String COMPONENT = "kubesphere-devops";
    private static final int MAX_QUEUED = 2_000;
    private static final int MAX_MESSAGE_LENGTH = 1_024;
    private static final int MAX_NAME_LENGTH = 230;

    private final KubernetesClient client;
    private final Clock clock;
    private final RepeatedEventFilter filter = new RepeatedEventFilter(System::nanoTime);
    private final ThreadPoolExecutor executor = WorkerPoolFactory.createDropping("events", MAX_QUEUED);

    public EventRecorder(KubernetesClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /**
     * Records something that needs no attention.
     *
     * @param object the object; only its identity is read
     * @param reason one of {@link io.jenkins.plugins.kubesphere.devops.api.EventReasons}
     */
    public void normal(HasMetadata object, String reason, String message) {
        record(object, "Normal", reason, message);
    }

    /** Records something that needs the attention of a person. */
    public void warning(HasMetadata object, String reason, String message) {
        record(object, "Warning", reason, message);
    }

    private void record(HasMetadata object, String type, String reason, String text) {
        Instant now = clock.instant();
        String message = ShownTexts.of(text);
        if (filter.accept(object.getMetadata().getUid() + '\n' + reason + '\n' + message)) {
            Event event = createEvent(object, type, reason, message, now);
            executor.execute(() -> write(event));
        }
    }

    private void write(Event event) {
        try {
            client.v1()
                    .events()
                    .inNamespace(event.getMetadata().getNamespace())
                    .resource(event)
                    .create();
        } catch (KubernetesClientException | IllegalStateException e) {
            LOGGER.log(Level.FINE, e, () -> "Event lost: " + event.getReason() + ", " + event.getMessage());
        }
    }

    private static Event createEvent(HasMetadata object, String type, String reason, String message, Instant now) {
        String name = object.getMetadata().getName();
        // Events about cluster-scoped objects go to the namespace "default", like those about Nodes.
        String namespace = object.getMetadata().getNamespace() == null
                ? "default"
                : object.getMetadata().getNamespace();
        return new EventBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withGenerateName(name.substring(0, Math.min(name.length(), MAX_NAME_LENGTH)) + ".")
                .endMetadata()
                .withNewInvolvedObject()
                .withApiVersion(object.getApiVersion())
                .withKind(object.getKind())
                .withNamespace(object.getMetadata().getNamespace())
                .withName(name)
                .withUid(object.getMetadata().getUid())
                .endInvolvedObject()
                .withType(type)
                .withReason(reason)
                .withMessage(TextTruncator.truncate(message, MAX_MESSAGE_LENGTH))
                .withFirstTimestamp(KubernetesTime.format(now))
                .withLastTimestamp(KubernetesTime.format(now))
                .withCount(1)
                .withNewSource()
                .withComponent(COMPONENT)
                .endSource()
                .withReportingComponent(COMPONENT)
                .withReportingInstance(COMPONENT)
                .build();
    }

    /** Stops the recorder. Events that are still queued are dropped. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}
