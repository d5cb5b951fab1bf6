package io.jenkins.plugins.kubesphere.devops.trial.cluster;

import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.ConfigBuilder;
import io.fabric8.kubernetes.api.model.Context;
import io.fabric8.kubernetes.api.model.NamedAuthInfo;
import io.fabric8.kubernetes.api.model.NamedCluster;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The current context in a kubeconfig of the user. It is read once, at the start, so that the trial stays on its
 * cluster if the user changes to another context.
 *
 * @param option value of the option, as the user wrote it
 * @param context name of the context
 * @param user name of the user in the context; empty if it has none
 * @param server URL of the API server
 * @param yaml a kubeconfig with only this context; paths of files are absolute
 */
public record UserKubeconfig(String option, String context, String user, String server, String yaml) {
    /** Separates files as in the environment variable KUBECONFIG; the first value has precedence. */
    private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));

    /** Words that need no quotes in a shell. */
    private static final Pattern UNQUOTED = Pattern.compile("[\\w@%+=:,./~-]+");

    /**
     * Reads the kubeconfig.
     *
     * @param option a file, or several files as in the environment variable KUBECONFIG
     * @param baseFolder folder in which relative paths begin
     * @throws IllegalStateException if the kubeconfig cannot be used; the message names the file and says how to fix it
     */
    public static UserKubeconfig read(String option, Path baseFolder) {
        Config merged = null;
        List<Path> files = SEPARATOR
                .splitAsStream(option)
                .filter(name -> !name.isBlank())
                .map(baseFolder::resolve)
                .toList();
        for (Path file : files) {
            if (files.size() == 1 || Files.exists(file)) {
                Config config = withAbsolutePaths(parse(file), file);
                merged = merged == null ? config : merge(merged, config);
            }
        }
        if (merged == null) {
            throw new IllegalStateException("--kubeconfig " + option + ": none of these files exists");
        }
        return of(option, merged);
    }

    private static UserKubeconfig of(String option, Config config) {
        String name = Objects.requireNonNullElse(config.getCurrentContext(), "");
        NamedContext context = findNamed(config.getContexts(), NamedContext::getName, name);
        if (name.isEmpty() || context == null || context.getContext() == null) {
            throw new IllegalStateException("--kubeconfig " + option + " has "
                    + (name.isEmpty() ? "no current context" : "no context " + name + ", which is its current context")
                    + "; choose one: " + kubectl(option) + " config use-context NAME");
        }
        Context chosen = context.getContext();
        NamedCluster cluster = findNamed(config.getClusters(), NamedCluster::getName, chosen.getCluster());
        if (cluster == null
                || cluster.getCluster() == null
                || cluster.getCluster().getServer() == null) {
            throw new IllegalStateException("--kubeconfig " + option + " has no server for cluster "
                    + chosen.getCluster() + " of its context " + name + "; add the server of that cluster");
        }
        NamedAuthInfo user = findNamed(config.getUsers(), NamedAuthInfo::getName, chosen.getUser());
        Config reduced = new ConfigBuilder()
                .withApiVersion("v1")
                .withKind("Config")
                .withCurrentContext(name)
                .withContexts(context)
                .withClusters(cluster)
                .withUsers(user == null ? List.of() : List.of(user))
                .build();
        return new UserKubeconfig(
                option,
                name,
                Objects.requireNonNullElse(chosen.getUser(), ""),
                cluster.getCluster().getServer(),
                Serialization.asYaml(reduced));
    }

    private static Config parse(Path file) {
        Config config;
        try {
            config = Serialization.unmarshal(Files.readString(file), Config.class);
        } catch (IOException e) {
            throw new IllegalStateException("--kubeconfig " + file + " cannot be read; give a file that you may read");
        } catch (RuntimeException e) {
            // Does not show the message of the parser, which may contain a secret.
            throw notAKubeconfig(file);
        }
        if (config == null || config.getContexts() == null || config.getClusters() == null) {
            throw notAKubeconfig(file);
        }
        return config;
    }

    private static IllegalStateException notAKubeconfig(Path file) {
        return new IllegalStateException(
                "--kubeconfig " + file
                        + " is not a kubeconfig (YAML with clusters, contexts and users); give the file that your kubectl uses");
    }

    private static Config merge(Config first, Config second) {
        return new ConfigBuilder(first)
                .withCurrentContext(
                        first.getCurrentContext() == null
                                        || first.getCurrentContext().isEmpty()
                                ? second.getCurrentContext()
                                : first.getCurrentContext())
                .addAllToContexts(second.getContexts())
                .addAllToClusters(second.getClusters())
                .addAllToUsers(second.getUsers())
                .build();
    }

    private static <T> T findNamed(List<T> entries, Function<T, String> name, String wanted) {
        return entries.stream()
                .filter(entry -> name.apply(entry) != null && name.apply(entry).equals(wanted))
                .findFirst()
                .orElse(null);
    }

    /** Makes all paths absolute. Relative paths in a kubeconfig begin in its folder. */
    private static Config withAbsolutePaths(Config config, Path file) {
        Path folder = file.toAbsolutePath().getParent();
        for (NamedCluster named : config.getClusters()) {
            Cluster cluster = named.getCluster();
            if (cluster != null) {
                cluster.setCertificateAuthority(absolute(folder, cluster.getCertificateAuthority()));
            }
        }
        for (NamedAuthInfo named : config.getUsers()) {
            AuthInfo user = named.getUser();
            if (user != null) {
                user.setClientCertificate(absolute(folder, user.getClientCertificate()));
                user.setClientKey(absolute(folder, user.getClientKey()));
                user.setTokenFile(absolute(folder, user.getTokenFile()));
                if (user.getExec() != null
                        && user.getExec().getCommand() != null
                        && user.getExec().getCommand().contains("/")) {
                    user.getExec().setCommand(absolute(folder, user.getExec().getCommand()));
                }
            }
        }
        return config;
    }

    private static String absolute(Path folder, String path) {
        return path == null || path.isEmpty() ? path : folder.resolve(path).toString();
    }

    /**
     * Returns the start of a kubectl command for this cluster. It names the context, because the user may change the
     * current context.
     *
     * @return text for a shell. If the option is a list of files, it sets KUBECONFIG, because {@code --kubeconfig} of
     *     kubectl accepts only one file
     */
    String kubectl() {
        return kubectl(option) + " --context " + quote(context);
    }

    private static String kubectl(String option) {
        return option.contains(File.pathSeparator)
                ? "KUBECONFIG=" + quote(option) + " kubectl"
                : "kubectl --kubeconfig " + quote(option);
    }

    private static String quote(String word) {
        return UNQUOTED.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
