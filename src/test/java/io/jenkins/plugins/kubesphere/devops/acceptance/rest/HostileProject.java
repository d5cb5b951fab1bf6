package io.jenkins.plugins.kubesphere.devops.acceptance.rest;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.api.Labels;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.repository.GitRepository;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.template.ClusterStepTemplate;
import io.jenkins.plugins.kubesphere.devops.api.template.ClusterTemplate;
import io.jenkins.plugins.kubesphere.devops.api.template.Template;
import io.jenkins.plugins.kubesphere.devops.kapis.support.ProjectMember;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A project with an object of each kind that routes name, and with people who may do little there. */
record HostileProject(AcceptanceTestProject project, AcceptanceTestProject other) {
    private static final String GROUP = "devops.kubesphere.io";

    private static final String STEP_TEMPLATE = """
            apiVersion: devops.kubesphere.io/v1alpha3
            kind: ClusterStepTemplate
            metadata: {name: NAMESPACE}
            spec: {runtime: shell, template: "make"}
            """;
    private static final String TEMPLATE = """
            apiVersion: devops.kubesphere.io/v1alpha3
            kind: Template
            metadata: {name: NAMESPACE, namespace: NAMESPACE}
            spec: {template: "echo 'one'"}
            """;
    private static final String CLUSTER_TEMPLATE =
            TEMPLATE.replace("kind: Template", "kind: ClusterTemplate").replace(", namespace: NAMESPACE", "");
    /** Its provider is not known, so that nothing is asked for over the network. */
    private static final String REPOSITORY = """
            apiVersion: devops.kubesphere.io/v1alpha3
            kind: GitRepository
            metadata: {name: web, namespace: NAMESPACE}
            spec: {url: "https://git.invalid/acme/web.git"}
            """;

    private static final String CREDENTIAL = """
            apiVersion: v1
            kind: Secret
            metadata: {name: token, namespace: NAMESPACE}
            type: credential.devops.kubesphere.io/secret-text
            stringData: {secret: hunter2-of-the-project}
            """;

    static HostileProject create(AcceptanceTestProject project) {
        AcceptanceTestProject other = project.inOtherNamespace();
        other.createProject(other.namespace);
        project.edit(
                project.client
                        .resources(DevOpsProject.class)
                        .withName(project.namespace)
                        .require(),
                found -> found.getMetadata().setLabels(Map.of(Labels.WORKSPACE, "hostile")));
        project.createPipeline("web", AcceptanceTestProject.SUCCEEDS);
        project.awaitEnd(project.createRun("web-1", "web"));
        project.apply(Secret.class, CREDENTIAL);
        project.apply(GitRepository.class, REPOSITORY);
        project.apply(Template.class, TEMPLATE);
        project.apply(ClusterTemplate.class, CLUSTER_TEMPLATE);
        project.apply(ClusterStepTemplate.class, STEP_TEMPLATE);
        return new HostileProject(project, other);
    }

    /** Values for the parameters of paths, which name the objects. */
    Map<String, String> names() {
        return new HashMap<>(Map.ofEntries(
                Map.entry("workspace", "hostile"),
                Map.entry("user", "nobody"),
                Map.entry("namespace", project.namespace),
                Map.entry("pipeline", "web"),
                Map.entry("branch", "main"),
                Map.entry("run", "web-1"),
                Map.entry("build", "1"),
                Map.entry("node", "6"),
                Map.entry("step", "8"),
                Map.entry("credential", "token"),
                Map.entry("template", project.namespace),
                Map.entry("scm", "github"),
                Map.entry("organization", "acme"),
                Map.entry("repository", "web"),
                Map.entry("commit", "c1"),
                Map.entry("file", "UkVBRE1FLm1k")));
    }

    /** A token of somebody who may do everything in another project. */
    String tokenOfStranger() {
        return ProjectMember.create(project.client, other.namespace, "stranger", List.of(rule("*")))
                .token();
    }

    /** A token of somebody who may read everything in this project. */
    String tokenOfReader() {
        return ProjectMember.create(project.client, project.namespace, "reader", List.of(rule("get", "list", "watch")))
                .token();
    }

    private static PolicyRule rule(String... verbs) {
        return new PolicyRuleBuilder()
                .withApiGroups(GROUP)
                .withResources("*")
                .withVerbs(verbs)
                .build();
    }

    /** A token as the cluster issues it, for the account of an administrator, with another signature. */
    static String forgedToken() {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return Stream.of("{\"alg\":\"RS256\",\"kid\":\"1\"}", """
                        {"iss": "https://kubernetes.default.svc.cluster.local", "sub": "system:serviceaccount:kube-system:admin",
                         "aud": ["https://kubernetes.default.svc.cluster.local"], "exp": 4102444800}""", RefusedAnswer.SECRET)
                .map(part -> base64.encodeToString(part.getBytes(StandardCharsets.UTF_8)))
                .collect(Collectors.joining("."));
    }

    /** A token of somebody with all rights in the project, which is meant for another server. */
    String tokenForOtherAudience() {
        return member("audience", new TokenRequestBuilder().withNewSpec().withAudiences("https://other.example.com"));
    }

    /** A token that was valid until the object was deleted to which it was bound. */
    String revokedToken() {
        KubernetesClient client = project.client;
        Secret bound = client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("bound")
                        .withNamespace(project.namespace)
                        .endMetadata()
                        .build())
                .create();
        String token = member(
                "revoked",
                new TokenRequestBuilder()
                        .withNewSpec()
                        .withNewBoundObjectRef()
                        .withApiVersion("v1")
                        .withKind("Secret")
                        .withName(bound.getMetadata().getName())
                        .withUid(bound.getMetadata().getUid())
                        .endBoundObjectRef());
        client.resource(bound).delete();
        return token;
    }

    private String member(String name, TokenRequestBuilder.SpecNested<TokenRequestBuilder> request) {
        ProjectMember.create(project.client, project.namespace, name, List.of(rule("*")));
        return project.client
                .serviceAccounts()
                .inNamespace(project.namespace)
                .withName(name)
                .tokenRequest(request.endSpec().build())
                .getStatus()
                .getToken();
    }

    /** All objects that a route could create, change or delete: their names, and which version of their content it is. */
    SortedMap<String, String> objects() {
        SortedMap<String, String> found = new TreeMap<>();
        KubernetesClient client = project.client;
        Stream.of(project.namespace, other.namespace)
                .flatMap(namespace -> Stream.of(Pipeline.class, PipelineRun.class, GitRepository.class, Template.class)
                        .flatMap(kind -> client.resources(kind).inNamespace(namespace).list().getItems().stream()))
                .forEach(object ->
                        found.put(key(object), "" + object.getMetadata().getGeneration()));
        Stream.of(DevOpsProject.class, ClusterTemplate.class, ClusterStepTemplate.class)
                .flatMap(kind -> client.resources(kind).list().getItems().stream())
                .filter(object -> isOurs(object.getMetadata().getName()))
                .forEach(object ->
                        found.put(key(object), "" + object.getMetadata().getGeneration()));
        client.secrets()
                .inNamespace(project.namespace)
                .list()
                .getItems()
                .forEach(secret -> found.put(key(secret), secret.getType() + secret.getData()));
        return found;
    }

    /** Requests that create a project give it this name, too. */
    private boolean isOurs(String name) {
        return name.startsWith(project.namespace);
    }

    private static String key(HasMetadata object) {
        return object.getKind() + " " + object.getMetadata().getNamespace() + "/"
                + object.getMetadata().getName() + " " + object.getMetadata().getUid();
    }

    void delete() {
        project.client
                .resources(ClusterTemplate.class)
                .withName(project.namespace)
                .delete();
        project.client
                .resources(ClusterStepTemplate.class)
                .withName(project.namespace)
                .delete();
        other.deleteProject();
    }
}
