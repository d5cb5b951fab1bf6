package io.jenkins.plugins.kubesphere.devops.kapis.credential;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.Secret;
import io.jenkins.plugins.kubesphere.devops.api.SecretTypes;
import io.jenkins.plugins.kubesphere.devops.engine.CredentialUsageReader;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialName;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialUsage;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialUsage.BuildRange;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialUsage.JobUsage;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ClusterConnection;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.PathObjects;
import io.jenkins.plugins.kubesphere.devops.kapis.http.Reply;
import io.jenkins.plugins.kubesphere.devops.kapis.route.KapisRequest;
import java.util.List;

/** Says which builds have used a credential, in the form of ks-devops. */
public final class CredentialUsageHandler {
    /** Jenkins' name for the domain of credentials that are valid everywhere. */
    private static final String DOMAIN = "_";

    private final PathObjects objects;
    private final CredentialUsageReader usages;

    /**
     * A credential and its usage.
     *
     * @param type of the Secret, without the prefix of KubeSphere: {@code basic-auth}
     */
    public record UsageDocument(String id, String type, String domain, FingerprintDocument fingerprint) {}

    /**
     * What Jenkins records of a credential.
     *
     * @param hash 32 hexadecimal digits; empty if nothing has used the credential
     */
    public record FingerprintDocument(
            @JsonProperty("file_name") String fileName, String hash, List<JobDocument> usage) {}

    /** @param name full name of the job */
    public record JobDocument(String name, RangesDocument ranges) {}

    /** Builds of one job. */
    public record RangesDocument(List<RangeDocument> ranges) {}

    /**
     * Builds with consecutive numbers, as Jenkins writes them.
     *
     * @param start the number of the first build
     * @param end the number after the last build
     */
    public record RangeDocument(int start, int end) {}

    public CredentialUsageHandler(ClusterConnection cluster, CredentialUsageReader usages) {
        this.objects = new PathObjects(cluster);
        this.usages = usages;
    }

    public Reply get(KapisRequest request) {
        Secret credential = objects.credential(request);
        String name = credential.getMetadata().getName();
        CredentialUsage usage = usages.find(
                        new CredentialName(credential.getMetadata().getNamespace(), name))
                .orElseGet(() -> new CredentialUsage("", List.of()));
        String type = credential.getType().substring(SecretTypes.PREFIX.length());
        FingerprintDocument fingerprint = new FingerprintDocument(
                name,
                usage.id(),
                usage.jobs().stream().map(CredentialUsageHandler::document).toList());
        return Reply.json(new UsageDocument(name, type, DOMAIN, fingerprint));
    }

    private static JobDocument document(JobUsage job) {
        return new JobDocument(
                job.job(),
                new RangesDocument(job.builds().stream()
                        .map(CredentialUsageHandler::document)
                        .toList()));
    }

    private static RangeDocument document(BuildRange builds) {
        return new RangeDocument(builds.first(), builds.last() + 1);
    }
}
