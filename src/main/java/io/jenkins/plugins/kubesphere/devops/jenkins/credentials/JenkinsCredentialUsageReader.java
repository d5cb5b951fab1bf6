package io.jenkins.plugins.kubesphere.devops.jenkins.credentials;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import hudson.model.Fingerprint;
import io.jenkins.plugins.kubesphere.devops.engine.CredentialUsageReader;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialName;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialUsage;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialUsage.BuildRange;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialUsage.JobUsage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads the fingerprints in which Jenkins records which builds used a credential. Only jobs in the folder of the project
 * are returned, because only they can use it.
 */
public final class JenkinsCredentialUsageReader implements CredentialUsageReader {

    @Override
    public Optional<CredentialUsage> find(CredentialName name) {
        return ProjectCredentialsRegistry.get().find(name).flatMap(credential -> read(name.namespace(), credential));
    }

    private static Optional<CredentialUsage> read(String folder, Credentials credential) {
        try {
            return Optional.ofNullable(CredentialsProvider.getFingerprintOf(credential))
                    .map(fingerprint -> toUsage(folder, fingerprint));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CredentialUsage toUsage(String folder, Fingerprint fingerprint) {
        Map<String, Fingerprint.RangeSet> usages = new TreeMap<>(fingerprint.getUsages());
        List<JobUsage> jobs = usages.entrySet().stream()
                .filter(usage -> usage.getKey().startsWith(folder + "/"))
                .map(usage -> new JobUsage(usage.getKey(), toRanges(usage.getValue())))
                .toList();
        return new CredentialUsage(fingerprint.getHashString(), jobs);
    }

    /** The end of a range of Jenkins is not in it. */
    private static List<BuildRange> toRanges(Fingerprint.RangeSet builds) {
        return builds.getRanges().stream()
                .map(range -> new BuildRange(range.getStart(), range.getEnd() - 1))
                .toList();
    }
}
