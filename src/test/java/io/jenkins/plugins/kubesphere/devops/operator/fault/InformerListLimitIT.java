package io.jenkins.plugins.kubesphere.devops.operator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.ConnectionSettingsProvider;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionStatus.State;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that no informer reads all objects with one request: whoever creates runs would decide how large it is. */
@WithCluster
class InformerListLimitIT {
    private static final List<String> WATCHED = List.of(
            "devopsprojects",
            "pipelines",
            "pipelineruns",
            "namespaces",
            "templates",
            "clustertemplates",
            "clustersteptemplates",
            "applications");

    private final List<URI> lists = new CopyOnWriteArrayList<>();

    @TempDir
    Path state;

    @Test
    void eachListHasALimit(Config server) {
        try (OperatorFixture fixture = OperatorFixture.on(server, state)
                .withAllNamespaces()
                .withConnection(recordLists(server))
                .start()) {
            fixture.awaitRunning();
            fixture.await(
                    () -> fixture.unsupportedKindsSession().state() == State.RUNNING,
                    "the other kinds are watched, too");

            assertThat(lists).extracting(InformerListLimitIT::resource).containsAll(WATCHED);
            assertThat(lists).allSatisfy(uri -> assertThat(uri.getQuery()).contains("limit=500"));
        }
    }

    private ConnectionSettingsProvider recordLists(Config server) {
        return new ConnectionSettingsProvider() {
            @Override
            public Config settings() {
                return server;
            }

            @Override
            public void configureHttpClient(HttpClient.Builder http) {
                http.addOrReplaceInterceptor("lists", new Interceptor() {
                    @Override
                    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
                        String query = Objects.requireNonNullElse(request.uri().getQuery(), "");
                        if (request.method().equals("GET")
                                && WATCHED.contains(resource(request.uri()))
                                && !query.contains("watch=true")) {
                            lists.add(request.uri());
                        }
                    }
                });
            }
        };
    }

    private static String resource(URI uri) {
        return uri.getPath().replaceFirst(".*/", "");
    }
}
