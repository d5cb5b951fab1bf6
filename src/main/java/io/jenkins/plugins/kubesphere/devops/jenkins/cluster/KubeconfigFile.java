package io.jenkins.plugins.kubesphere.devops.jenkins.cluster;

import hudson.Extension;
import hudson.util.FormValidation;
import io.fabric8.kubernetes.client.Config;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.LocalizableProblem;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.SessionNotReadyException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Connects with a kubeconfig file on the controller, and uses its current context. */
public final class KubeconfigFile extends ClusterLocation {
    private final String path;

    /** @param path absolute path on the controller */
    @DataBoundConstructor
    public KubeconfigFile(String path) {
        this.path = Objects.requireNonNullElse(path, "").strip();
    }

    public String getPath() {
        return path;
    }

    @Override
    protected Config settings() throws SessionNotReadyException {
        return KubeconfigReader.read(problem("file", path), readText());
    }

    private String readText() throws SessionNotReadyException {
        try {
            Path file = Path.of(path);
            if (file.isAbsolute() && Files.isRegularFile(file) && Files.isReadable(file)) {
                return Files.readString(file, StandardCharsets.UTF_8);
            }
        } catch (InvalidPathException e) {
            throw new SessionNotReadyException(problem("invalidPath", problem("file", path), e.getReason()));
        } catch (IOException e) {
            throw new SessionNotReadyException(problem("unreadableFile", problem("file", path), e.toString()));
        }
        throw new SessionNotReadyException(problem("fileNotFound", problem("file", path)));
    }

    private static LocalizableProblem problem(String key, Object... arguments) {
        return LocalizableProblem.of(KubeconfigFile.class, key, arguments);
    }

    @Extension(ordinal = 1)
    @Symbol("kubeconfigFile")
    public static final class DescriptorImpl extends LocationDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.KubeconfigFile_DisplayName();
        }

        @POST
        public FormValidation doCheckPath(@QueryParameter String value) {
            return check(new KubeconfigFile(value));
        }

        @POST
        public FormValidation doTestConnection(
                @QueryParameter String path,
                @QueryParameter String systemNamespace,
                @QueryParameter boolean credentialsFromSecrets,
                @QueryParameter boolean statusOnSecrets,
                @QueryParameter String namespacesText,
                @QueryParameter String runStore) {
            return test(
                    new KubeconfigFile(path),
                    systemNamespace,
                    credentialsFromSecrets,
                    statusOnSecrets,
                    namespacesText,
                    runStore);
        }
    }
}
