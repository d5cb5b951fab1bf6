package io.jenkins.plugins.kubesphere.devops.jenkinsapi;

import io.jenkins.plugins.kubesphere.devops.jenkinsapi.MemberResolver.Member;
import io.jenkins.plugins.kubesphere.devops.jenkinsapi.Reference.How;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;

/** Checks that byte code links: reports each reference that the JVM would refuse, without loading a class. */
final class LinkageChecker {
    private final ClassFiles classes;
    private final Set<String> reachable;
    private final boolean withPlugins;
    private final MemberResolver hierarchy;
    private final TreeMap<String, TreeSet<String>> findings = new TreeMap<>();
    private final TreeSet<String> used = new TreeSet<>();
    private final TreeSet<String> skipped = new TreeSet<>();

    /**
     * @param classes the classes to check, and all classes that they may use
     * @param reachable origins from which the class loader of the checked classes can load classes
     * @param withPlugins false if only the war is known: a missing class is skipped if no known class has its package,
     *     because a plugin may have it
     */
    LinkageChecker(ClassFiles classes, Set<String> reachable, boolean withPlugins) {
        this.classes = classes;
        this.reachable = reachable;
        this.withPlugins = withPlugins;
        this.hierarchy = new MemberResolver(classes);
    }

    /** Checks all classes of one origin. */
    void check(String origin) {
        for (String name : classes.names(origin)) {
            ClassNode from = classes.find(name).orElseThrow();
            ReferenceCollector.of(classes.bytes(name).orElseThrow()).forEach(reference -> {
                check(from, reference).ifPresent(problem -> add(reference.symbol(), problem, reference.from()));
            });
        }
    }

    private void add(LinkSymbol symbol, String problem, String from) {
        findings.computeIfAbsent(symbol + ": " + problem, key -> new TreeSet<>())
                .add(from);
    }

    private void addAbsent(LinkSymbol type, String from) {
        if (withPlugins || classes.hasPackageOf(type.owner())) {
            add(type, "no such class", from);
        } else {
            skipped.add(type.toString());
        }
    }

    private Optional<String> check(ClassNode from, Reference reference) {
        LinkSymbol symbol = reference.symbol();
        Optional<ClassNode> owner = classes.find(symbol.owner());
        if (owner.isEmpty()) {
            addAbsent(LinkSymbol.type(symbol.owner()), reference.from());
            return Optional.empty();
        }
        String origin = classes.origin(symbol.owner());
        used.add(origin);
        if (symbol.isType()) {
            return reachable.contains(origin) || origin.equals(classes.origin(from.name))
                    ? Optional.empty()
                    : Optional.of(
                            "only in " + origin + ", which no plugin of Plugin-Dependencies requires; add it there");
        }
        return reference.how() == How.ANNOTATION
                ? element(owner.get(), symbol.name())
                : member(from, owner.get(), reference);
    }

    private static Optional<String> element(ClassNode annotation, String name) {
        boolean there = annotation.methods.stream().anyMatch(method -> method.name.equals(name));
        return there ? Optional.empty() : Optional.of("no such annotation element");
    }

    private Optional<String> member(ClassNode from, ClassNode owner, Reference reference) {
        LinkSymbol symbol = reference.symbol();
        Optional<Member> found = hierarchy.member(owner, symbol);
        if (found.isEmpty()) {
            return missing(owner, symbol);
        }
        How how = reference.how();
        if (symbol.isMethod() && how.ofInterface() != MemberResolver.isInterface(owner)) {
            return Optional.of(how.ofInterface() ? "its class is not an interface" : "its class is an interface");
        }
        Member member = found.get();
        if (how.isStatic() != member.is(Opcodes.ACC_STATIC)) {
            return Optional.of(how.isStatic() ? "not static" : "static");
        }
        return mayAccess(from, member) ? Optional.empty() : Optional.of("not accessible");
    }

    /** If a member is not found, a missing supertype may have it; then only the supertype is reported. */
    private Optional<String> missing(ClassNode owner, LinkSymbol symbol) {
        boolean complete = true;
        for (ClassNode type : hierarchy.lineage(owner)) {
            TreeSet<String> supertypes = new TreeSet<>(type.interfaces);
            if (type.superName != null) {
                supertypes.add(type.superName);
            }
            supertypes.removeIf(name -> classes.find(name).isPresent());
            String from = LinkSymbol.type(type.name).toString();
            supertypes.forEach(name -> addAbsent(LinkSymbol.type(name), from));
            complete &= supertypes.isEmpty();
        }
        return complete ? Optional.of(symbol.isMethod() ? "no such method" : "no such field") : Optional.empty();
    }

    private boolean mayAccess(ClassNode from, Member member) {
        if (member.is(Opcodes.ACC_PUBLIC)) {
            return true;
        }
        boolean sameOrigin = classes.origin(from.name).equals(classes.origin(member.owner().name));
        if (member.is(Opcodes.ACC_PRIVATE)) {
            return sameOrigin;
        }
        // A package in two class loaders is two packages.
        boolean samePackage =
                sameOrigin && ClassFiles.packageOf(from.name).equals(ClassFiles.packageOf(member.owner().name));
        return samePackage || (member.is(Opcodes.ACC_PROTECTED) && hierarchy.isOrExtends(from, member.owner().name));
    }

    /** One line for each symbol that does not link, with its users. */
    List<String> findings() {
        return findings.entrySet().stream()
                .map(finding -> finding.getKey() + "; used by " + users(finding.getValue()))
                .toList();
    }

    private static String users(TreeSet<String> users) {
        return users.size() == 1 ? users.first() : users.first() + " and " + (users.size() - 1) + " more";
    }

    /** Returns the origins of the classes that the checked classes use. */
    Set<String> used() {
        return used;
    }

    /** Returns the missing classes that were skipped, because a plugin may have them. */
    Set<String> skipped() {
        return skipped;
    }
}
