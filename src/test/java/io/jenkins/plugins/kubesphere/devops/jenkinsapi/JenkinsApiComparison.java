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
    /** Packages that are declared. Other libraries are used directly by the compiler. */
    private static final List<String> DECLARABLE =
            List.of("hudson/", "jenkins/", "org/jenkinsci/", "com/cloudbees/", "org/kohsuke/");

    private static final int VISIBLE = Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED;

    private final TreeSet<String> findings = new TreeSet<>();
    private final TreeSet<String> skipped = new TreeSet<>();
    private final TreeSet<String> used = new TreeSet<>();
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
     * @param carried jars of libraries in our .hpi
     * @param plugin our own plugin; its manifest names the plugins that it requires
     */
    record Ours(
            Path declarations, List<Path> declarationLibraries, Path classes, List<Path> carried, PluginFile plugin) {}

    JenkinsApiComparison(Ours ours, UnpackedJenkins jenkins) throws IOException {
        this.jenkins = jenkins;
        this.plugin = ours.plugin();
        Set<String> reachable = jenkins.origins(plugin);
        reachable.add(OURS);
        try (ClassFiles declared = new ClassFiles().add(DECLARED, ours.declarations())) {
            compareDeclarations(declared, ours, reachable);
        }
        link(ours, reachable);
    }

    private void compareDeclarations(ClassFiles declared, Ours ours, Set<String> reachable) {
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
                findings.addAll(AnnotationTypeChecker.check(type, realType));
                findings.addAll(ConstantChecker.check(type, realType));
                used.add(real.origin(name));
                if (!reachable.contains(real.origin(name))) {
                    findings.add(LinkSymbol.type(name) + ": only in " + real.origin(name)
                            + ", which no plugin of Plugin-Dependencies requires; add it there");
                }
            }
        }
    }

    private void link(Ours ours, Set<String> reachable) throws IOException {
        ClassFiles all = jenkins.classes();
        List<String> origins = new ArrayList<>(List.of(OURS));
        all.add(OURS, ours.classes());
        for (Path jar : ours.carried()) {
            String origin = jar.getFileName().toString();
            all.add(origin, jar);
            origins.add(origin);
        }
        reachable.addAll(origins);
        LinkageChecker linkage = new LinkageChecker(all, reachable, jenkins.withPlugins());
        InheritanceChecker inheritance = new InheritanceChecker(all);
        for (String origin : origins) {
            linkage.check(origin);
            findings.addAll(inheritance.check(origin));
        }
        findings.addAll(linkage.findings());
        skipped.addAll(linkage.skipped());
        compareOverrides(ours, all);
        used.addAll(linkage.used());
    }

    private void compareOverrides(Ours ours, ClassFiles real) throws IOException {
        try (ClassFiles atCompileTime =
                new ClassFiles().add(OURS, ours.classes()).add(DECLARED, ours.declarations())) {
            for (String name : atCompileTime.names(OURS)) {
                findings.addAll(UndeclaredOverrideFinder.check(
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
        if (jenkins.withPlugins() && !jenkins.absent(plugin).isEmpty()) {
            text.append("\nrequired plugins that are missing: ").append(String.join(", ", jenkins.absent(plugin)));
        }
        return text.toString();
    }

    /** Returns the record to commit; empty if there is a finding. */
    Optional<ComparisonRecord> verified(String hash) {
        TreeMap<String, String> plugins = new TreeMap<>();
        for (PluginFile candidate : jenkins.plugins()) {
            if (used.contains(UnpackedJenkins.origin(candidate.name()))) {
                plugins.put(candidate.name(), candidate.version());
            }
        }
        return findings.isEmpty()
                ? Optional.of(new ComparisonRecord(
                        hash, jenkins.version(), plugins, comparedClasses, comparedMembers, skipped))
                : Optional.empty();
    }
}
