package io.jenkins.plugins.kubesphere.devops.jenkins.cluster;

import hudson.Extension;
import hudson.util.FormValidation;
import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A kubeconfig file on the controller; its current context counts. */
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
    protected Config settings() throws IOException {
        Path file = file();
        if (!file.isAbsolute() || !Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new IOException("the kubeconfig \"" + path
                    + "\" is no readable file on the controller; give an absolute path to one");
        }
        return Kubeconfig.read("the kubeconfig \"" + path + "\"", Files.readString(file, StandardCharsets.UTF_8));
    }

    private Path file() throws IOException {
        try {
            return Path.of(path);
        } catch (InvalidPathException e) {
            throw new IOException("the kubeconfig \"" + path + "\" is no path: " + e.getReason(), e);
        }
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
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            try {
                new KubeconfigFile(value).settings();
                return FormValidation.ok();
            } catch (IOException e) {
                return FormValidation.error(e.getMessage());
            }
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
