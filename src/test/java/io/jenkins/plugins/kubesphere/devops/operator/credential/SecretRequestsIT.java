package io.jenkins.plugins.kubesphere.devops.operator.credential;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.Config;
import io.jenkins.plugins.kubesphere.devops.api.Labels;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProjectStatus;
import io.jenkins.plugins.kubesphere.devops.controlplane.RequestRecordingProxy;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialName;
import io.jenkins.plugins.kubesphere.devops.operator.lease.LeaseTimings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records all requests of an operator: it asks only for Secrets in the namespaces of projects. */
class SecretRequestsIT extends SecretsTestCase {
    private static final int MANY = 100;

    private final List<URI> requests = new CopyOnWriteArrayList<>();
    private Config recorded;
    private String other;

    @BeforeEach
    void record() {
        RequestRecordingProxy proxy = RequestRecordingProxy.start(config, (method, uri) -> {
            if (uri.getPath().matches(".*/secrets(/.*)?")) {
                requests.add(uri);
            }
        });
        closeables.add(proxy);
        recorded = Config.fromKubeconfig(proxy.kubeconfig());
        other = createNamespace("other", null);
    }

    @Test
    void anOperatorOfAllNamespacesAsksOnlyInTheNamespacesOfProjects() {
        String labelled = createNamespace("labelled", "no-such-project");
        createProject();
        create(text("token", "value"));
        start(Set.of(), recorded, "home", sink);
        awaitText("token", "value");
        await("the namespace is complete").until(() -> sink.complete.contains(namespace));
        pauseForEvents();

        assertThat(requests).extracting(URI::getPath).doesNotContain("/api/v1/secrets");
        assertThat(requests)
                .extracting(URI::getQuery)
                .filteredOn(query -> query != null && !query.contains("watch=true"))
                .isNotEmpty()
                .allSatisfy(query -> assertThat(query).contains("limit=500"));
        assertThat(askedNamespaces()).contains(namespace).doesNotContain(other, labelled, system, "default");
    }

    @Test
    void anOperatorOfSomeNamespacesAsksOnlyInThese() {
        String alsoServed = createNamespace("served", null);
        createProject();
        create(text("token", "value"));
        start(Set.of(namespace, alsoServed), recorded, "home", sink);
        awaitText("token", "value");
        pauseForEvents();

        assertThat(askedNamespaces()).as("the other one has no project").containsExactly(namespace);
    }

    /** Secrets of other types are not even sent. */
    @Test
    void eachNamespaceHasThreeWatchesWithSelectors() {
        createProject();
        create(text("token", "value"));
        start(Set.of(namespace), recorded, "home", sink);
        awaitText("token", "value");
        List<String> watches = await("the watches are open")
                .until(
                        () -> requests.stream()
                                .map(URI::getQuery)
                                .filter(query -> query != null && query.contains("watch=true"))
                                .map(SecretRequestsIT::selector)
                                .distinct()
                                .toList(),
                        found -> found.size() == 3);

        assertThat(watches)
                .containsExactlyInAnyOrder(
                        "labelSelector=jenkins.io/credentials-type",
                        "fieldSelector=type=Opaque",
                        "fieldSelector=type!=Opaque,type!=kubernetes.io/service-account-token,type!=kubernetes.io/dockercfg,"
                                + "type!=kubernetes.io/dockerconfigjson,type!=bootstrap.kubernetes.io/token,type!=helm.sh/release.v1");
    }

    /** A type that we do not know is sent, because a selector cannot name our types. */
    @Test
    void aSecretOfAnUnknownTypeIsNotUsed() {
        createProject();
        start(Set.of());
        Secret unknown = create(TestSecretBuilder.of("example.com/other")
                .named(namespace, "unknown")
                .with("secret", "value"));
        create(text("token", "value"));
        awaitText("token", "value");
        pauseForEvents();

        assertThat(sink.credentials).doesNotContainKey(name("unknown"));
        assertThat(admin.resource(unknown).get().getMetadata().getAnnotations()).isNullOrEmpty();
    }

    @Test
    void aNamespaceIsReadFromTheTimeItBelongsToAProject() {
        create(text("token", "value"));
        start(Set.of(), recorded, "home", sink);
        await("the namespaces of projects are known").until(() -> !sink.incomplete);
        pauseForEvents();
        assertThat(askedNamespaces()).doesNotContain(namespace);

        createProject();
        awaitText("token", "value");
        await("its builds do not wait").until(() -> sink.complete.contains(namespace));

        setProjectLabel(null);
        awaitRemoved("token");
        // Informers that are still open would ask again for the changed Secrets.
        int before = requests.size();
        create(text("later", "value"));
        pauseForEvents();
        assertThat(sink.credentials.keySet()).noneMatch(name -> name.namespace().equals(namespace));
        assertThat(requests).hasSize(before);

        setProjectLabel(project);
        awaitText("later", "value");
        awaitText("token", "value");
    }

    @Test
    void aHundredProjectsAreRead() {
        List<String> names = IntStream.range(0, MANY)
                .mapToObj(number -> createNamespace("p" + number, namespace + "-p" + number))
                .toList();
        names.forEach(each -> {
            DevOpsProject request = new DevOpsProject();
            request.getMetadata().setName(each);
            request.setStatus(new DevOpsProjectStatus(each, null));
            closeables.add(() -> deleteProject(each));
            admin.resource(request).create();
            admin.resource(TestSecretBuilder.of("credential.devops.kubesphere.io/secret-text")
                            .named(each, "token")
                            .with("secret", each)
                            .build())
                    .create();
        });
        start(recorded, sink, settings(Set.copyOf(names), "home", LeaseTimings.DEFAULT));

        await("all credentials are there").atMost(Duration.ofMinutes(1)).until(() -> sink.complete.containsAll(names));
        assertThat(sink.credentials.keySet())
                .containsAll(names.stream()
                        .map(each -> new CredentialName(each, "token"))
                        .toList());
        assertThat(askedNamespaces()).containsExactlyInAnyOrderElementsOf(names);
    }

    /** @param label name of the project in the label; null for no label */
    private String createNamespace(String suffix, String label) {
        NamespaceBuilder request = new NamespaceBuilder()
                .withNewMetadata()
                .withName(namespace + "-" + suffix)
                .addToLabels(TestNamespace.LABEL, "true")
                .endMetadata();
        if (label != null) {
            request.editMetadata().addToLabels(Labels.PROJECT, label).endMetadata();
        }
        String created = admin.resource(request.build()).create().getMetadata().getName();
        closeables.add(() -> admin.namespaces().withName(created).delete());
        return created;
    }

    private Set<String> askedNamespaces() {
        return requests.stream()
                .map(uri -> uri.getPath().replaceFirst(".*/namespaces/([^/]*)/.*", "$1"))
                .collect(Collectors.toSet());
    }

    private static String selector(String query) {
        return List.of(query.split("&")).stream()
                .filter(part -> part.contains("Selector="))
                .collect(Collectors.joining("&"));
    }
}
