package io.jenkins.plugins.kubesphere.devops.jenkinsapi;

import io.jenkins.plugins.kubesphere.devops.jenkinsapi.SymbolReference.Kind;
import java.util.LinkedHashSet;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;
import org.objectweb.asm.tree.ClassNode;

/**
 * Collects all classes, fields and methods that a class file mentions. ASM's remapper asks for a new name for each of
 * them. This class records the name and returns it unchanged.
 */
final class ReferenceCollector extends ClassVisitor {
    private final Set<SymbolReference> found;
    private final Listener listener;

    private ReferenceCollector(Listener listener) {
        super(Opcodes.ASM9, new ClassRemapper(new ClassNode(), listener));
        this.listener = listener;
        this.found = listener.found;
    }

    static Set<SymbolReference> collect(byte[] classFile) {
        Listener listener = new Listener();
        new ClassReader(classFile).accept(new ReferenceCollector(listener), ClassReader.SKIP_DEBUG);
        return listener.found;
    }

    @Override
    public void visit(int version, int access, String name, String generics, String superName, String[] interfaces) {
        listener.type = LinkSymbol.type(name).toString();
        listener.currentUser = listener.type;
        super.visit(version, access, name, generics, superName, interfaces);
    }

    @Override
    public MethodVisitor visitMethod(int access, String name, String descriptor, String generics, String[] exceptions) {
        listener.currentUser = listener.type + "." + name;
        MethodVisitor remapper = super.visitMethod(access, name, descriptor, generics, exceptions);
        return new MethodVisitor(Opcodes.ASM9, remapper) {
            @Override
            public void visitFieldInsn(int opcode, String owner, String field, String type) {
                boolean isStatic = opcode == Opcodes.GETSTATIC || opcode == Opcodes.PUTSTATIC;
                add(new LinkSymbol(owner, field, type), Kind.of(isStatic, false));
                super.visitFieldInsn(opcode, owner, field, type);
            }

            @Override
            public void visitMethodInsn(int opcode, String owner, String method, String type, boolean ofInterface) {
                add(new LinkSymbol(owner, method, type), Kind.of(opcode == Opcodes.INVOKESTATIC, ofInterface));
                super.visitMethodInsn(opcode, owner, method, type, ofInterface);
            }

            @Override
            public void visitEnd() {
                super.visitEnd();
                listener.currentUser = listener.type;
            }
        };
    }

    private void add(LinkSymbol symbol, Kind kind) {
        // Arrays have the methods of Object.
        if (!symbol.owner().startsWith("[")) {
            found.add(new SymbolReference(symbol, kind, listener.currentUser));
        }
    }

    private static final class Listener extends Remapper {
        private final Set<SymbolReference> found = new LinkedHashSet<>();
        private String type;
        private String currentUser;

        @Override
        public String map(String internalName) {
            found.add(new SymbolReference(LinkSymbol.type(internalName), Kind.TYPE, currentUser));
            return internalName;
        }

        @Override
        public Object mapValue(Object value) {
            if (value instanceof Handle handle) {
                boolean isStatic = handle.getTag() == Opcodes.H_INVOKESTATIC
                        || handle.getTag() == Opcodes.H_GETSTATIC
                        || handle.getTag() == Opcodes.H_PUTSTATIC;
                LinkSymbol symbol = new LinkSymbol(handle.getOwner(), handle.getName(), handle.getDesc());
                if (!handle.getOwner().startsWith("[")) {
                    found.add(new SymbolReference(symbol, Kind.of(isStatic, handle.isInterface()), currentUser));
                }
            }
            return super.mapValue(value);
        }

        /** An annotation sets an element by its name, without a descriptor. */
        @Override
        public String mapAnnotationAttributeName(String descriptor, String name) {
            String annotation = Type.getType(descriptor).getInternalName();
            found.add(new SymbolReference(new LinkSymbol(annotation, name, "()V"), Kind.ANNOTATION, currentUser));
            return name;
        }
    }
}
