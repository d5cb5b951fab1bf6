package io.jenkins.plugins.kubesphere.devops.jenkinsapi;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Finds our methods that override a method of Jenkins that src/jenkins-api does not declare. The compiler cannot report
 * them, but Jenkins calls them.
 */
final class OverriddenDeclarationChecker {
    private static final int NOT_OVERRIDING = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
    private static final int OVERRIDABLE = Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED;

    private OverriddenDeclarationChecker() {}

    /**
     * Returns one line for each such method.
     *
     * @param type a class of ours
     * @param atCompileTime our classes and the declarations
     * @param real our classes and the real ones
     * @param declarable tests whether a type, given by its internal name, would have to be declared
     */
    static Set<String> check(ClassNode type, ClassFiles atCompileTime, ClassFiles real, Predicate<String> declarable) {
        TreeSet<String> findings = new TreeSet<>();
        List<ClassNode> known = supertypes(type, atCompileTime);
        for (ClassNode supertype : supertypes(type, real)) {
            for (MethodNode method : type.methods) {
                LinkSymbol symbol = new LinkSymbol(supertype.name, method.name, method.desc);
                boolean overrides = (method.access & NOT_OVERRIDING) == 0
                        && !method.name.startsWith("<")
                        && MemberResolver.findDeclared(supertype, symbol)
                                .filter(member -> member.is(OVERRIDABLE) && !member.is(NOT_OVERRIDING))
                                .isPresent();
                if (overrides
                        && declarable.test(supertype.name)
                        && known.stream().noneMatch(node -> MemberResolver.findDeclared(node, symbol)
                                .isPresent())) {
                    findings.add(symbol + ": not declared, and " + LinkSymbol.type(type.name) + " overrides it");
                }
            }
        }
        return findings;
    }

    private static List<ClassNode> supertypes(ClassNode type, ClassFiles classes) {
        return new MemberResolver(classes).withSupertypes(type).stream().skip(1).toList();
    }
}
