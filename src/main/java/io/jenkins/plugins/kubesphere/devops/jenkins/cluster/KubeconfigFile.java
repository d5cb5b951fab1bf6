package io.jenkins.plugins.kubesphere.devops.jenkins.cluster;

import hudson.Extension;
import hudson.util.FormValidation;
import io.fabric8.kubernetes.client.Config;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.NotReadyException;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.Problem;
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
    protected Config settings() throws NotReadyException {
        return KubeconfigReader.read(problem("file", path), readText());
    }

    private String readText() throws NotReadyException {
        try {
            Path file = Path.of(path);
            if (file.isAbsolute() && Files.isRegularFile(file) && Files.isReadable(file)) {
                return Files.readString(file, StandardCharsets.UTF_8);
            }
        } catch (InvalidPathException e) {
            throw new NotReadyException(problem("invalidPath", problem("file", path), e.getReason()));
        } catch (IOException e) {
            throw new NotReadyException(problem("unreadableFile", problem("file", path), e.toString()));
        }
        throw new NotReadyException(problem("fileNotFound", problem("file", path)));
    }

    private static Problem problem(String key, Object... arguments) {
        return Problem.of(KubeconfigFile.class, key, arguments);
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
                @QueryParameter boolean credentialsFromSecrets) {
            return test(new KubeconfigFile(path), systemNamespace, credentialsFromSecrets);
        }
    }
}
