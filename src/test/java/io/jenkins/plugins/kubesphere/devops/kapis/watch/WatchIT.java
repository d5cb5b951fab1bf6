package io.jenkins.plugins.kubesphere.devops.kapis.watch;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.kapis.KapisTimings;
import io.jenkins.plugins.kubesphere.devops.kapis.support.EventStreamClient;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisProjectTestCase;
import io.jenkins.plugins.kubesphere.devops.kapis.support.ProjectMember;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionTimings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchIT extends KapisProjectTestCase {
    private String pipelines;

    /** Half a minute for each right would be the time of this test. */
    @Override
    protected KapisTimings timings() {
        Duration second = Duration.ofSeconds(1);
        WatchTimings watches = WatchTimings.DEFAULT;
        return new KapisTimings(
                SessionTimings.DEFAULT,
                second,
                new WatchTimings(
                        watches.maxAge(), second, watches.buildPoll(), watches.poll(), second, watches.maxWrite()),
                second);
    }

    @BeforeEach
    void createPipeline() {
        pipelines = project + "/pipelines";
        create("web");
        await("the pipeline").until(() -> kapis.get(pipelines + "/web").status() == 200);
    }

    private void create(String name) {
        kapis.send("POST", pipelines, """
                {"metadata": {"name": "NAME"}, "spec": {"type": "pipeline", "pipeline": {"name": "NAME", "jenkinsfile": "echo 1"}}}""".replace("NAME", name));
    }

    @Test
    void aClientGetsTheStateAndEachChange() throws Exception {
        try (EventStreamClient list = watch(kapis.administrator(), pipelines + "?watch=true&limit=10", "");
                EventStreamClient object = watch(kapis.administrator(), pipelines + "/web?watch=true", "")) {
            assertThat(list.status()).isEqualTo(200);
            assertThat(list.header("Content-Type")).isEqualTo("text/event-stream;charset=utf-8");
            assertThat(list.header("Cache-Control")).isEqualTo("no-cache, no-transform, private");
            list.awaitLine("\"totalItems\":1");
            object.awaitLine("\"name\":\"web\"");

            create("shop");
            list.awaitLine("\"totalItems\":2");
            client.resources(Pipeline.class)
                    .inNamespace(namespace)
                    .withName("web")
                    .edit(found -> {
                        found.getMetadata().setAnnotations(java.util.Map.of("seen", "yes"));
                        return found;
                    });
            object.awaitLine("\"seen\":\"yes\"");
            assertThat(object.lines())
                    .filteredOn(line -> line.startsWith("event:"))
                    .containsOnly("event: change");

            kapis.send("DELETE", pipelines + "/web", null);
            object.awaitLine("event: end");
            object.awaitLine("data: pipelines.devops.kubesphere.io \"web\" not found");
        }
    }

    @Test
    void whatAClientHasIsNotSentAgain() throws Exception {
        String id;
        try (EventStreamClient first = watch(kapis.administrator(), pipelines + "/web?watch=true", "")) {
            id = first.awaitLine("id: \"").substring("id: ".length());
        }
        try (EventStreamClient again = watch(kapis.administrator(), pipelines + "/web?watch=true", id)) {
            create("other");
            kapis.send("DELETE", pipelines + "/web", null);
            again.awaitLine("event: end");
            assertThat(again.lines()).noneMatch(line -> line.equals("event: change"));
        }
    }

    @Test
    void rightsAreThoseOfAWatchAndEndWithThem() throws Exception {
        ProjectMember reader = member("reader", "list");
        ProjectMember watcher = member("watcher", "watch");
        try (EventStreamClient refused = watch(reader.token(), pipelines + "?watch=true", "");
                EventStreamClient allowed = watch(watcher.token(), pipelines + "?watch=true", "")) {
            assertThat(refused.status()).isEqualTo(403);
            assertThat(allowed.status()).isEqualTo(200);
            allowed.awaitLine("\"totalItems\":1");

            client.rbac()
                    .roleBindings()
                    .inNamespace(namespace)
                    .withName("watcher")
                    .delete();

            allowed.awaitLine("event: end");
            allowed.awaitLine("may not watch pipelines");
        }
    }

    private ProjectMember member(String name, String verb) {
        return ProjectMember.create(
                client,
                namespace,
                name,
                List.of(new PolicyRuleBuilder()
                        .withApiGroups("devops.kubesphere.io")
                        .withResources("pipelines")
                        .withVerbs(verb)
                        .build()));
    }

    @Test
    void whatCannotBeWatchedIsRefusedWithAStatus() throws Exception {
        for (String path : List.of("/ci/nodelabels?watch=true", pipelines + "?watch=yes")) {
            try (EventStreamClient refused = watch(kapis.administrator(), path, "")) {
                assertThat(refused.status()).as(path).isEqualTo(400);
            }
        }
        try (EventStreamClient missing = watch(kapis.administrator(), pipelines + "/none?watch=true", "");
                EventStreamClient unknown = watch("wrong", pipelines + "?watch=true", "")) {
            assertThat(missing.status()).isEqualTo(404);
            assertThat(unknown.status()).isEqualTo(401);
        }
    }

    @Test
    void aCallerHasALimitedNumberOfWatches() throws Exception {
        List<EventStreamClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                clients.add(watch(kapis.administrator(), pipelines + "/web?watch=true", ""));
            }
            assertThat(clients).extracting(EventStreamClient::status).containsOnly(200);
            try (EventStreamClient refused = watch(kapis.administrator(), pipelines + "/web?watch=true", "")) {
                assertThat(refused.status()).isEqualTo(429);
            }
            clients.remove(0).close();
            await("a place is free").untilAsserted(() -> {
                create("any" + System.nanoTime());
                try (EventStreamClient next = watch(kapis.administrator(), pipelines + "?watch=true", "")) {
                    assertThat(next.status()).isEqualTo(200);
                }
            });
        } finally {
            for (EventStreamClient open : clients) {
                open.close();
            }
        }
    }

    private EventStreamClient watch(String token, String path, String lastEventId) {
        return EventStreamClient.open(kapis.address(), token, path, lastEventId);
    }
}
