package io.jenkins.plugins.kubesphere.devops.kubernetes.write;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Writes Events, best effort and off the caller's thread: an Event is news, never state, so a status write must not wait
 * for it. The same news about the same object is told once in ten minutes. Safe for use from any thread.
 */
public final class EventRecorder implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(EventRecorder.class.getName());
    private static final String COMPONENT = "kubesphere-devops";
    private static final Duration QUIET = Duration.ofMinutes(10);
    private static final int WAITING = 2_000;
    private static final int REMEMBERED = 4_096;
    private static final int LONGEST_MESSAGE = 1_024;
    private static final int LONGEST_NAME = 230;

    private final KubernetesClient client;
    private final Clock clock;
    private final Map<String, Instant> told = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > REMEMBERED;
        }
    };
    private final ThreadPoolExecutor lane = new ThreadPoolExecutor(
            1,
            1,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            task -> {
                Thread thread = new Thread(task, "kubesphere-devops events");
                thread.setDaemon(true);
                return thread;
            },
            new ThreadPoolExecutor.DiscardPolicy());

    public EventRecorder(KubernetesClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
        lane.allowCoreThreadTimeOut(true);
    }

    /**
     * Tells that something went as it should.
     *
     * @param about the object; only its identity is read
     * @param reason one of {@link io.jenkins.plugins.kubesphere.devops.api.EventReasons}
     */
    public void normal(HasMetadata about, String reason, String message) {
        tell(about, "Normal", reason, message);
    }

    /** Tells that something needs a person's attention. */
    public void warning(HasMetadata about, String reason, String message) {
        tell(about, "Warning", reason, message);
    }

    private void tell(HasMetadata about, String type, String reason, String message) {
        Instant now = clock.instant();
        if (isNews(about.getMetadata().getUid() + '\n' + reason + '\n' + message, now)) {
            Event event = event(about, type, reason, message, now);
            lane.execute(() -> write(event));
        }
    }

    private boolean isNews(String key, Instant now) {
        synchronized (told) {
            Instant last = told.get(key);
            if (last != null && last.plus(QUIET).isAfter(now)) {
                return false;
            }
            told.remove(key);
            told.put(key, now);
            return true;
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

    private static Event event(HasMetadata about, String type, String reason, String message, Instant now) {
        String name = about.getMetadata().getName();
        // Events of cluster-scoped objects live in "default", as those of Nodes do.
        String namespace = about.getMetadata().getNamespace() == null
                ? "default"
                : about.getMetadata().getNamespace();
        return new EventBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withGenerateName(name.substring(0, Math.min(name.length(), LONGEST_NAME)) + ".")
                .endMetadata()
                .withNewInvolvedObject()
                .withApiVersion(about.getApiVersion())
                .withKind(about.getKind())
                .withNamespace(about.getMetadata().getNamespace())
                .withName(name)
                .withUid(about.getMetadata().getUid())
                .endInvolvedObject()
                .withType(type)
                .withReason(reason)
                .withMessage(message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE))
                .withFirstTimestamp(Conditions.time(now))
                .withLastTimestamp(Conditions.time(now))
                .withCount(1)
                .withNewSource()
                .withComponent(COMPONENT)
                .endSource()
                .withReportingComponent(COMPONENT)
                .withReportingInstance(COMPONENT)
                .build();
    }

    /** Stops telling; what still waits is dropped. */
    @Override
    public void close() {
        lane.shutdownNow();
    }
}
