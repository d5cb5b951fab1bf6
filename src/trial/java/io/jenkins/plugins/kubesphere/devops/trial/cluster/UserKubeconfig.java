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
 * What the current context of a user's kubeconfig says, and nothing else of it. Taken once, at the start: a trial goes on where it
 * began, also when the user changes to another context meanwhile.
 *
 * @param option as the user wrote it
 * @param context name of the context
 * @param user name of the user in it; empty if it names none
 * @param server URL of the API server
 * @param yaml a kubeconfig with that context alone, whose files have absolute paths
 */
public record UserKubeconfig(String option, String context, String user, String server, String yaml) {
    /** As in the environment variable KUBECONFIG: a list of files; the first value wins. */
    private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));

    /** Characters that mean nothing else to a shell. */
    private static final Pattern BARE = Pattern.compile("[\\w@%+=:,./~-]+");

    /**
     * The start of a kubectl command on this cluster, whatever the current context of the user is by then.
     *
     * @return for a shell; the value of {@code --kubeconfig} may be a list, which kubectl takes only from KUBECONFIG
     */
    String kubectl() {
        return kubectl(option) + " --context " + quoted(context);
    }

    private static String kubectl(String option) {
        return option.contains(File.pathSeparator)
                ? "KUBECONFIG=" + quoted(option) + " kubectl"
                : "kubectl --kubeconfig " + quoted(option);
    }

    private static String quoted(String word) {
        return BARE.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /**
     * Reads it.
     *
     * @param option a file, or several as in the environment variable KUBECONFIG
     * @param from where relative paths begin
     * @throws IllegalStateException if that is not a kubeconfig to work with; the message names it and how to fix it
     */
    public static UserKubeconfig read(String option, Path from) {
        Config merged = null;
        List<Path> files = SEPARATOR
                .splitAsStream(option)
                .filter(name -> !name.isBlank())
                .map(from::resolve)
                .toList();
        for (Path file : files) {
            if (files.size() == 1 || Files.exists(file)) {
                merged = merged == null ? absolute(parsed(file), file) : merged(merged, absolute(parsed(file), file));
            }
        }
        if (merged == null) {
            throw new IllegalStateException("--kubeconfig " + option + ": none of these files exists");
        }
        return of(option, merged);
    }

    private static UserKubeconfig of(String option, Config config) {
        String name = Objects.requireNonNullElse(config.getCurrentContext(), "");
        NamedContext context = named(config.getContexts(), NamedContext::getName, name);
        if (name.isEmpty() || context == null || context.getContext() == null) {
            throw new IllegalStateException("--kubeconfig " + option + " has "
                    + (name.isEmpty() ? "no current context" : "no context " + name + ", its current one")
                    + "; choose one: " + kubectl(option) + " config use-context NAME");
        }
        Context chosen = context.getContext();
        NamedCluster cluster = named(config.getClusters(), NamedCluster::getName, chosen.getCluster());
        if (cluster == null
                || cluster.getCluster() == null
                || cluster.getCluster().getServer() == null) {
            throw new IllegalStateException("--kubeconfig " + option + " does not say where cluster "
                    + chosen.getCluster() + " of its context " + name + " is; give it a server");
        }
        NamedAuthInfo user = named(config.getUsers(), NamedAuthInfo::getName, chosen.getUser());
        Config alone = new ConfigBuilder()
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
                Serialization.asYaml(alone));
    }

    private static Config parsed(Path file) {
        Config config;
        try {
            config = Serialization.unmarshal(Files.readString(file), Config.class);
        } catch (IOException e) {
            throw new IllegalStateException("--kubeconfig " + file + " cannot be read; give a file that you may read");
        } catch (RuntimeException e) {
            // What the parser says names lines of code of its own, and may quote a secret.
            throw notOne(file);
        }
        if (config == null || config.getContexts() == null || config.getClusters() == null) {
            throw notOne(file);
        }
        return config;
    }

    private static IllegalStateException notOne(Path file) {
        return new IllegalStateException(
                "--kubeconfig " + file
                        + " is not a kubeconfig (YAML with clusters, contexts and users); give the file that your kubectl uses");
    }

    private static Config merged(Config first, Config second) {
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

    private static <T> T named(List<T> all, Function<T, String> name, String wanted) {
        return all.stream()
                .filter(one -> name.apply(one) != null && name.apply(one).equals(wanted))
                .findFirst()
                .orElse(null);
    }

    /** Paths in a kubeconfig begin at its own folder. */
    private static Config absolute(Config config, Path file) {
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
}
