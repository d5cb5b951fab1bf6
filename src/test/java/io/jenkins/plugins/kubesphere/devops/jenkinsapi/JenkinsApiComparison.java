package io.jenkins.plugins.kubesphere.devops.jenkinsapi;

import io.jenkins.plugins.kubesphere.devops.jenkinsapi.result.ComparisonRecord;
import io.jenkins.plugins.kubesphere.devops.realjenkins.PluginFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;

/** Compares the declarations, our byte code and the bundled libraries with a real Jenkins. */
final class JenkinsApiComparison {
    private static final String OURS = "this plugin";
    private static final String DECLARED = "declarations";
    /** Packages that the declarations stand for. The compiler uses all other libraries directly. */
    private static final List<String> DECLARABLE =
            List.of("hudson/", "jenkins/", "org/jenkinsci/", "com/cloudbees/", "org/kohsuke/");

    private static final int VISIBLE = Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED;

    private final TreeSet<String> findings = new TreeSet<>();
    private final TreeSet<String> skipped = new TreeSet<>();
    private final TreeSet<String> usedOrigins = new TreeSet<>();
    private final UnpackedJenkins jenkins;
    private final PluginFile plugin;
    private int comparedClasses;
    private int comparedMembers;

    /**
     * What is compared.
     *
     * @param declarations folder of the compiled declarations
     * @param declarationLibraries libraries that the declarations use
     * @param classes folder of our own classes
     * @param bundledJars jars of libraries in our .hpi
     * @param plugin our own plugin; its manifest names the plugins that it requires
     */
    record PluginArtifacts(
            Path declarations,
            List<Path> declarationLibraries,
            Path classes,
            List<Path> bundledJars,
            PluginFile plugin) {}

    private JenkinsApiComparison(UnpackedJenkins jenkins, PluginFile plugin) {
        this.jenkins = jenkins;
        this.plugin = plugin;
    }

    static JenkinsApiComparison compare(PluginArtifacts ours, UnpackedJenkins jenkins) throws IOException {
        JenkinsApiComparison comparison = new JenkinsApiComparison(jenkins, ours.plugin());
        Set<String> reachable = jenkins.origins(ours.plugin());
        reachable.add(OURS);
        try (ClassFiles declared = new ClassFiles().add(DECLARED, ours.declarations())) {
            comparison.compareDeclarations(declared, ours, reachable);
        }
        try (ClassFiles all = jenkins.classes().copy()) {
            comparison.compareByteCode(all, ours, reachable);
        }
        return comparison;
    }

    private void compareDeclarations(ClassFiles declared, PluginArtifacts ours, Set<String> reachable) {
        ClassFiles real = jenkins.classes();
        List<String> names = new ArrayList<>();
        for (String name : declared.names(DECLARED)) {
            if (!jenkins.withPlugins() && !real.has(name) && !real.hasPackageOf(name)) {
                skipped.add(LinkSymbol.type(name).toString());
            } else {
                names.add(name);
            }
        }
        findings.addAll(
                BinaryCompatibilityChecker.check(names, declared, ours.declarationLibraries(), real, jenkins.jars()));
        for (String name : names) {
            ClassNode type = declared.find(name).orElseThrow();
            comparedClasses++;
            comparedMembers += (int) type.methods.stream()
                            .filter(method -> (method.access & VISIBLE) != 0)
                            .count()
                    + (int) type.fields.stream()
                            .filter(field -> (field.access & VISIBLE) != 0)
                            .count();
            if (real.has(name)) {
                ClassNode realType = real.find(name).orElseThrow();
                findings.addAll(AnnotationTypeComparer.compare(type, realType));
                findings.addAll(ConstantChecker.check(type, realType));
                usedOrigins.add(real.origin(name));
                if (!reachable.contains(real.origin(name))) {
                    findings.add(LinkSymbol.type(name) + ": only in " + real.origin(name)
                            + ", which no plugin of Plugin-Dependencies requires; add it there");
                }
            }
        }
    }

    private void compareByteCode(ClassFiles all, PluginArtifacts ours, Set<String> reachable) throws IOException {
        List<String> origins = new ArrayList<>(List.of(OURS));
        all.add(OURS, ours.classes());
        for (Path jar : ours.bundledJars()) {
            String origin = jar.getFileName().toString();
            all.add(origin, jar);
            origins.add(origin);
        }
        reachable.addAll(origins);
        LinkageChecker linkage = new LinkageChecker(all, reachable, jenkins.withPlugins());
        findings.addAll(linkage.check(origins));
        usedOrigins.addAll(linkage.usedOrigins());
        skipped.addAll(linkage.skipped());
        findings.addAll(new InheritanceChecker(all).check(origins));
        checkOverrides(ours, all);
    }

    private void checkOverrides(PluginArtifacts ours, ClassFiles real) throws IOException {
        try (ClassFiles atCompileTime =
                new ClassFiles().add(OURS, ours.classes()).add(DECLARED, ours.declarations())) {
            for (String name : atCompileTime.names(OURS)) {
                findings.addAll(OverriddenDeclarationChecker.check(
                        atCompileTime.find(name).orElseThrow(), atCompileTime, real, type -> DECLARABLE.stream()
                                .anyMatch(type::startsWith)));
            }
        }
    }

    /** All findings, one line each, sorted. */
    List<String> findings() {
        return List.copyOf(findings);
    }

    /** All findings as one readable text. */
    String report() {
        StringBuilder text = new StringBuilder()
                .append(findings.size())
                .append(" differences from Jenkins ")
                .append(jenkins.version());
        findings.forEach(finding -> text.append("\n  ").append(finding));
        if (jenkins.withPlugins() && !jenkins.missingPlugins(plugin).isEmpty()) {
            text.append("\nrequired plugins that are missing: ")
                    .append(String.join(", ", jenkins.missingPlugins(plugin)));
        }
        return text.toString();
    }

    /** Returns the record to commit; empty if there is a finding. */
    Optional<ComparisonRecord> toRecord(String hash) {
        TreeMap<String, String> plugins = new TreeMap<>();
        for (PluginFile candidate : jenkins.plugins()) {
            if (usedOrigins.contains(UnpackedJenkins.origin(candidate.name()))) {
                plugins.put(candidate.name(), candidate.version());
            }
        }
        return findings.isEmpty()
                ? Optional.of(new ComparisonRecord(
                        hash, jenkins.version(), plugins, comparedClasses, comparedMembers, skipped))
                : Optional.empty();
    }
}
