package io.jenkins.plugins.kubesphere.devops.kapis.webhook;

import io.jenkins.plugins.kubesphere.devops.api.MetadataReader;
import io.jenkins.plugins.kubesphere.devops.api.PipelineAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.GitLabSource;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.HostedSource;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.MultiBranchPipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineTypes;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.SourceTypes;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the repository that starts a pipeline: the source of a multi-branch pipeline, or that of an annotation. */
final class PipelineSources {
    private static final String GITHUB = "https://github.com";
    private static final String GITHUB_API = "api.github.com";
    private static final String GITLAB = "https://gitlab.com";
    private static final String BITBUCKET_CLOUD = "bitbucket.org";
    private static final Set<String> DEFAULT_SERVERS = Set.of("", "default");
    private static final Pattern API_PATH = Pattern.compile("/+(api/v[0-9]+/*)?$");

    private PipelineSources() {}

    /**
     * The address under which pushes for a pipeline are counted: the same for each push, whatever its body says.
     *
     * @return empty if nothing can start the pipeline
     */
    static Optional<RepositoryAddress> address(Pipeline pipeline) {
        return addresses(pipeline).findFirst();
    }

    static boolean isOneOf(Pipeline pipeline, Set<RepositoryAddress> repositories) {
        return addresses(pipeline).anyMatch(own -> repositories.stream().anyMatch(own::matches));
    }

    private static Stream<RepositoryAddress> addresses(Pipeline pipeline) {
        Stream<RepositoryAddress> annotated =
                MetadataReader.annotation(pipeline, PipelineAnnotations.SCM_URL)
                        .flatMap(RepositoryAddress::parse)
                        .stream();
        return PipelineTypes.isMultiBranch(pipeline.getSpec())
                ? Stream.concat(source(pipeline.getSpec().multiBranchPipeline()).stream(), annotated)
                : annotated;
    }

    private static Optional<RepositoryAddress> source(MultiBranchPipeline spec) {
        if (spec == null || spec.sourceType() == null) {
            return Optional.empty();
        }
        return switch (spec.sourceType()) {
            case SourceTypes.GIT ->
                Optional.ofNullable(spec.gitSource()).flatMap(git -> RepositoryAddress.parse(git.url()));
            case SourceTypes.GITHUB ->
                named(spec.githubSource())
                        .flatMap(source -> RepositoryAddress.parse(
                                gitHubServer(text(source.apiUri())) + "/" + source.owner() + "/" + source.repo()));
            case SourceTypes.GITLAB ->
                Optional.ofNullable(spec.gitlabSource())
                        .filter(source -> named(source).isPresent())
                        .flatMap(PipelineSources::gitLab);
            case SourceTypes.BITBUCKET_SERVER ->
                named(spec.bitbucketServerSource()).flatMap(PipelineSources::bitbucket);
            default -> Optional.empty();
        };
    }

    private static Optional<HostedSource> named(HostedSource source) {
        return Optional.ofNullable(source)
                .filter(found ->
                        !text(found.owner()).isEmpty() && !text(found.repo()).isEmpty());
    }

    /** The API of a self-hosted server is below {@code /api/v3}; the API of a cloud has its own host. */
    private static String gitHubServer(String api) {
        if (api.isEmpty() || api.contains("//" + GITHUB_API)) {
            return GITHUB;
        }
        return withoutApiPath(api).replaceFirst("//api[.]", "//");
    }

    /** The configuration of Jenkins has the address of the server; here it is known only if the spec has it, too. */
    private static Optional<RepositoryAddress> gitLab(GitLabSource source) {
        String path = source.repo().contains("/") ? source.repo() : source.owner() + "/" + source.repo();
        String server = text(source.serverName());
        if (!text(source.apiUri()).isEmpty()) {
            return RepositoryAddress.parse(withoutApiPath(source.apiUri()) + "/" + path);
        }
        if (DEFAULT_SERVERS.contains(server)) {
            return RepositoryAddress.parse(GITLAB + "/" + path);
        }
        return server.contains("://")
                ? RepositoryAddress.parse(withoutApiPath(server) + "/" + path)
                : Optional.of(new RepositoryAddress("", RepositoryAddress.trimSlashes(path)));
    }

    private static Optional<RepositoryAddress> bitbucket(HostedSource source) {
        String server = withoutApiPath(text(source.apiUri()));
        if (server.isEmpty() || server.endsWith("//" + BITBUCKET_CLOUD)) {
            return RepositoryAddress.parse("https://" + BITBUCKET_CLOUD + "/" + source.owner() + "/" + source.repo());
        }
        return RepositoryAddress.parse(bitbucketPath(server + "/", source.owner(), source.repo()));
    }

    /** The path of a repository in the clone URL of a Bitbucket server. */
    static String bitbucketPath(String server, String project, String repository) {
        return server + "scm/" + project + "/" + repository;
    }

    private static String withoutApiPath(String server) {
        return API_PATH.matcher(server.strip()).replaceFirst("");
    }

    private static String text(String value) {
        return Objects.requireNonNullElse(value, "").strip();
    }
}
