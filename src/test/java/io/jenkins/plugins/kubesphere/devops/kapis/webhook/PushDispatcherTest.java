package io.jenkins.plugins.kubesphere.devops.kapis.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ObjectStore;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.webhook.PushEvent.PushedRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PushDispatcherTest {
    private static final String WEB = "https://github.com/acme/web";
    private final List<String> started = new ArrayList<>();

    @Test
    void theSenderCannotChooseUnderWhichAddressAPushIsCounted() {
        PushDispatcher dispatcher = dispatcher(this::run, pipeline("web"));
        for (int push = 0; push < DeliveryLimiter.MAX_PER_MINUTE; push++) {
            dispatcher.dispatch(delivery(WEB, "https://a.example.com/" + push), what -> {});
        }

        assertThatThrownBy(() -> dispatcher.dispatch(delivery(WEB, "https://a.example.com/other"), what -> {}))
                .isInstanceOfSatisfying(KapisException.class, refusal -> assertThat(refusal.status())
                        .isEqualTo(429));
        assertThat(started).hasSize(DeliveryLimiter.MAX_PER_MINUTE);
    }

    @Test
    void twoPipelinesOfARepositoryCountAPushOnce() {
        PushDispatcher dispatcher = dispatcher(this::run, pipeline("web"), pipeline("nightly"));
        for (int push = 0; push < DeliveryLimiter.MAX_PER_MINUTE; push++) {
            dispatcher.dispatch(delivery(WEB), what -> {});
        }

        assertThat(started).hasSize(2 * DeliveryLimiter.MAX_PER_MINUTE);
    }

    /** Everybody may write the address of a repository at a pipeline. */
    @Test
    void nobodyCanUseUpThePushesOfAnotherProject() {
        Pipeline other = pipeline("other");
        other.getMetadata().setNamespace("other");
        other.getMetadata().getAnnotations().put("scm.devops.kubesphere.io", "https://github.com/acme/other");
        Pipeline both = pipeline("both");
        both.getMetadata().setNamespace("other");
        PushDispatcher dispatcher = dispatcher(this::run, pipeline("web"), other, both);
        for (int push = 0; push < DeliveryLimiter.MAX_PER_MINUTE - 1; push++) {
            dispatcher.dispatch(delivery("https://github.com/acme/other"), what -> {});
        }
        started.clear();

        dispatcher.dispatch(delivery(WEB, "https://github.com/acme/other"), what -> {});
        dispatcher.dispatch(delivery(WEB, "https://github.com/acme/other"), what -> {});

        assertThat(started).containsExactly("web", "other", "both", "web", "both");
    }

    @Test
    void aPushOfTooManyRefsOrAddressesIsRefused() {
        assertThatThrownBy(() -> PushEvent.of(
                        Stream.iterate(0, i -> i + 1).limit(9).map(i -> "https://github.com/acme/web" + i), List.of()))
                .isInstanceOf(KapisException.class)
                .hasMessageStartingWith("the push has more than 1000 branches and tags, or more than 8 addresses");
        assertThatThrownBy(() -> PushEvent.of(
                        Stream.of(WEB),
                        Stream.generate(() -> new PushEvent.PushedRef("refs/heads/main", false))
                                .limit(1_001)
                                .toList()))
                .isInstanceOf(KapisException.class);
    }

    @Test
    void aPipelineThatFailsDoesNotKeepOthersFromBeingStarted() {
        PushDispatcher dispatcher = dispatcher(
                pipeline -> {
                    if (pipeline.getMetadata().getName().equals("broken")) {
                        throw new IllegalStateException("broken");
                    }
                    return run(pipeline);
                },
                pipeline("broken"),
                pipeline("web"));

        assertThatThrownBy(() -> dispatcher.dispatch(delivery(WEB), what -> {}))
                .isInstanceOf(KapisException.class)
                .hasMessageStartingWith("the push could not be carried out; the log of Jenkins says why");
        assertThat(started).containsExactly("web");
    }

    @ParameterizedTest
    @CsvSource({
        "403, 'secrets \"hooks\" is forbidden: User \"jenkins\" cannot get resource \"secrets\"'",
        "403, 'a policy forbids it'",
        "422, invalid"
    })
    void aSecretThatCannotBeReadIsNotAWrongSignature(int status, String message) {
        AtomicInteger requests = new AtomicInteger();
        PushDispatcher dispatcher = dispatcher(
                () -> {
                    requests.incrementAndGet();
                    return failing(status, message).get();
                },
                this::run,
                signed("closed"));

        for (int push = 0; push < 3; push++) {
            assertThatThrownBy(() -> dispatcher.dispatch(signedDelivery(), what -> {}))
                    .isInstanceOfSatisfying(
                            KapisException.class, e -> assertThat(e.status()).isEqualTo(503))
                    .hasMessage("the secret of the signature cannot be read; the log of Jenkins says why. Send the push"
                            + " again");
        }
        // Everybody can send such a push.
        assertThat(requests).hasValue(1);
    }

    @Test
    void aSecretThatCannotBeReadDoesNotMatterToOtherPipelines() {
        PushDispatcher dispatcher =
                dispatcher(failing(403, "a policy forbids it"), this::run, signed("closed"), pipeline("web"));

        dispatcher.dispatch(signedDelivery(), what -> {});

        assertThat(started).containsExactly("web");
    }

    @Test
    void aSecretThatIsMissingIsAWrongSignature() {
        PushDispatcher dispatcher = dispatcher(failing(404, "not found"), this::run, signed("closed"));

        assertThatThrownBy(() -> dispatcher.dispatch(signedDelivery(), what -> {}))
                .isInstanceOfSatisfying(
                        KapisException.class, e -> assertThat(e.status()).isEqualTo(401));
    }

    @Test
    void pushesDoNotWaitForTheSecretOneAfterTheOther() {
        CountDownLatch both = new CountDownLatch(2);
        PushDispatcher dispatcher = dispatcher(
                () -> {
                    both.countDown();
                    try {
                        assertThat(both.await(20, TimeUnit.SECONDS)).isTrue();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return failing(404, "not found").get();
                },
                this::run,
                signed("closed"));
        List<CompletableFuture<Void>> pushes = Stream.generate(() -> CompletableFuture.runAsync(
                        () -> assertThatThrownBy(() -> dispatcher.dispatch(signedDelivery(), what -> {}))
                                .isInstanceOf(KapisException.class)))
                .limit(2)
                .toList();

        assertThat(pushes).allSatisfy(push -> assertThat(push).succeedsWithin(Duration.ofSeconds(30)));
    }

    private static Pipeline signed(String name) {
        Pipeline pipeline = pipeline(name);
        pipeline.getMetadata().getAnnotations().put("scm.devops.kubesphere.io/webhook-secret", "hooks");
        return pipeline;
    }

    private static Delivery signedDelivery() {
        Delivery unsigned = delivery(WEB);
        return new Delivery(
                unsigned.sender(),
                unsigned.signature(),
                unsigned.id(),
                Optional.of("sha256=" + "0".repeat(64)),
                unsigned.signed(),
                unsigned.digest(),
                unsigned.push());
    }

    private PipelineRun run(Pipeline pipeline) {
        started.add(pipeline.getMetadata().getName());
        PipelineRun run = new PipelineRun();
        run.setMetadata(new ObjectMetaBuilder().withGenerateName("web-").build());
        return run;
    }

    private static PushDispatcher dispatcher(Function<Pipeline, PipelineRun> runs, Pipeline... pipelines) {
        return dispatcher(failing(409, "exists"), runs, pipelines);
    }

    private static Supplier<KubernetesClient> failing(int status, String message) {
        return () -> {
            throw new KubernetesClientException(
                    message,
                    status,
                    new StatusBuilder()
                            .withReason("AlreadyExists")
                            .withMessage(message)
                            .build());
        };
    }

    private static PushDispatcher dispatcher(
            Supplier<KubernetesClient> secrets, Function<Pipeline, PipelineRun> runs, Pipeline... pipelines) {
        Supplier<KubernetesClient> client = failing(409, "exists");
        return new PushDispatcher(
                () -> Stream.of(pipelines),
                new SigningSecretReader(
                        new ObjectStore<>(Secret.class, secrets::get), "system", WebhookSettings.DEFAULT),
                false,
                new DeliveryLimiter(() -> 0),
                new PipelineStarter(
                        new ObjectStore<>(Pipeline.class, client::get),
                        new ObjectStore<>(PipelineRun.class, client::get),
                        runs));
    }

    private static Pipeline pipeline(String name) {
        Pipeline pipeline = new Pipeline();
        pipeline.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withNamespace("demo")
                .addToAnnotations("scm.devops.kubesphere.io", WEB)
                .build());
        pipeline.setSpec(new PipelineSpec("pipeline", null, null));
        return pipeline;
    }

    private static Delivery delivery(String... urls) {
        return new Delivery(
                "github",
                ScmProvider.GITHUB.signature(),
                Optional.empty(),
                Optional.empty(),
                new byte[0],
                "",
                PushEvent.of(Stream.of(urls), List.of(new PushedRef("refs/heads/main", false)))
                        .orElseThrow());
    }
}
