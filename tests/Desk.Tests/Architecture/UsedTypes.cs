using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace EcomCenter.Desk.Tests.Architecture;

/// <summary>A type of the assembly and all types that it uses: base types, fields, signatures, attributes and method bodies.</summary>
internal sealed record TypeUse(string Name, bool IsSetup, bool IsJob, IReadOnlySet<string> Uses)
{
    public string Namespace => UsedTypes.NamespaceOf(Name);
}

/// <summary>
/// Reads the used types from an assembly's metadata and IL. Nested types, lambdas and state machines count for the type that contains
/// them, so that uses inside method bodies are found too.
/// </summary>
internal sealed class UsedTypes
{
    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => f.GetValue(null)).OfType<OpCode>().ToDictionary(code => code.Value);

    private readonly PEReader _file;
    private readonly MetadataReader _reader;
    private readonly Names _names;
    private HashSet<string> _used = [];

    private UsedTypes(PEReader file)
    {
        _file = file;
        _reader = file.GetMetadataReader();
        _names = new(this);
    }

    public static IReadOnlyList<TypeUse> In(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        return new UsedTypes(file).Read();
    }

    public static string NamespaceOf(string type) => type.LastIndexOf('.') is var dot and > 0 ? type[..dot] : "";

    private List<TypeUse> Read() =>
    [
        .. _reader.TypeDefinitions.GroupBy(handle => NameOf(handle)).Select(parts =>
        {
            _used = [];
            foreach (var part in parts) Look(_reader.GetTypeDefinition(part));
            _used.Remove(parts.Key);
            return new TypeUse(parts.Key, parts.Any(SetsUpServices), parts.Any(IsJob), _used);
        }),
    ];

    private void Look(TypeDefinition type)
    {
        Use(type.BaseType);
        foreach (var handle in type.GetInterfaceImplementations()) Use(_reader.GetInterfaceImplementation(handle).Interface);
        foreach (var handle in type.GetCustomAttributes()) Use(_reader.GetCustomAttribute(handle).Constructor);
        foreach (var parameter in type.GetGenericParameters()) Use(parameter);
        foreach (var handle in type.GetFields()) Look(_reader.GetFieldDefinition(handle));
        foreach (var handle in type.GetProperties())
            foreach (var attribute in _reader.GetPropertyDefinition(handle).GetCustomAttributes())
                Use(_reader.GetCustomAttribute(attribute).Constructor);
        foreach (var handle in type.GetMethods()) Look(_reader.GetMethodDefinition(handle));
    }

    private void Look(FieldDefinition field)
    {
        field.DecodeSignature(_names, null);
        foreach (var handle in field.GetCustomAttributes()) Use(_reader.GetCustomAttribute(handle).Constructor);
    }

    private void Look(MethodDefinition method)
    {
        method.DecodeSignature(_names, null);
        foreach (var handle in method.GetCustomAttributes()) Use(_reader.GetCustomAttribute(handle).Constructor);
        foreach (var parameter in method.GetGenericParameters()) Use(parameter);
        foreach (var handle in method.GetParameters())
            foreach (var attribute in _reader.GetParameter(handle).GetCustomAttributes())
                Use(_reader.GetCustomAttribute(attribute).Constructor);
        if (method.RelativeVirtualAddress == 0) return;
        var body = _file.GetMethodBody(method.RelativeVirtualAddress);
        if (!body.LocalSignature.IsNil) _reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(_names, null);
        foreach (var region in body.ExceptionRegions) Use(region.CatchType);
        Look(body.GetILReader());
    }

    private void Look(BlobReader il)
    {
        while (il.RemainingBytes > 0)
        {
            var first = il.ReadByte();
            var code = OpCodesByValue[first == 0xFE ? (short)(0xFE00 | il.ReadByte()) : first];
            switch (code.OperandType)
            {
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType:
                    Use(MetadataTokens.EntityHandle(il.ReadInt32()));
                    break;
                case OperandType.InlineSwitch:
                    var cases = il.ReadInt32();
                    il.Offset += 4 * cases;
                    break;
                default:
                    il.Offset += SizeOf(code.OperandType);
                    break;
            }
        }
    }

    private static int SizeOf(OperandType operand) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };

    private void Use(GenericParameterHandle handle)
    {
        foreach (var constraint in _reader.GetGenericParameter(handle).GetConstraints())
            Use(_reader.GetGenericParameterConstraint(constraint).Type);
    }

    private void Use(EntityHandle handle)
    {
        if (handle.IsNil) return;
        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition or HandleKind.TypeReference:
                _used.Add(NameOf(handle));
                break;
            case HandleKind.TypeSpecification:
                _reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(_names, null);
                break;
            case HandleKind.FieldDefinition:
                Use(_reader.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType());
                break;
            case HandleKind.MethodDefinition:
                Use(_reader.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType());
                break;
            case HandleKind.MemberReference:
                Use(_reader.GetMemberReference((MemberReferenceHandle)handle));
                break;
            case HandleKind.MethodSpecification:
                var generic = _reader.GetMethodSpecification((MethodSpecificationHandle)handle);
                Use(generic.Method);
                generic.DecodeSignature(_names, null);
                break;
        }
    }

    private void Use(MemberReference member)
    {
        Use(member.Parent);
        if (member.GetKind() is MemberReferenceKind.Field) member.DecodeFieldSignature(_names, null);
        else member.DecodeMethodSignature(_names, null);
    }

    private string NameOf(EntityHandle handle)
    {
        if (handle.Kind is HandleKind.TypeReference)
        {
            var used = _reader.GetTypeReference((TypeReferenceHandle)handle);
            return used.ResolutionScope.Kind is HandleKind.TypeReference ? NameOf(used.ResolutionScope) : Full(used.Namespace, used.Name);
        }

        var type = _reader.GetTypeDefinition((TypeDefinitionHandle)handle);
        return type.IsNested ? NameOf(type.GetDeclaringType()) : Full(type.Namespace, type.Name);
    }

    private string Full(StringHandle space, StringHandle name) =>
        space.IsNil ? _reader.GetString(name) : $"{_reader.GetString(space)}.{_reader.GetString(name)}";

    private bool SetsUpServices(TypeDefinitionHandle handle)
    {
        var type = _reader.GetTypeDefinition(handle);
        return type.Attributes.HasFlag(TypeAttributes.Abstract | TypeAttributes.Sealed) && type.GetMethods().Any(m =>
            _reader.GetMethodDefinition(m).DecodeSignature(_names, null)
                .ParameterTypes.Contains("Microsoft.Extensions.DependencyInjection.IServiceCollection"));
    }

    private bool IsJob(TypeDefinitionHandle handle) => _reader.GetTypeDefinition(handle).GetInterfaceImplementations()
        .Select(i => _reader.GetInterfaceImplementation(i).Interface)
        .Any(i => i.Kind is HandleKind.TypeReference && NameOf(i) == "Quartz.IJob");

    /// <summary>Collects the types in a signature.</summary>
    private sealed class Names(UsedTypes owner) : ISignatureTypeProvider<string, object?>
    {
        public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => Note(handle);

        public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => Note(handle);

        public string GetTypeFromSpecification(
            MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
            reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

        public string GetArrayType(string elementType, ArrayShape shape) => elementType;

        public string GetByReferenceType(string elementType) => elementType;

        public string GetFunctionPointerType(MethodSignature<string> signature) => "";

        public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) => genericType;

        public string GetGenericMethodParameter(object? genericContext, int index) => "";

        public string GetGenericTypeParameter(object? genericContext, int index) => "";

        public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;

        public string GetPinnedType(string elementType) => elementType;

        public string GetPointerType(string elementType) => elementType;

        public string GetPrimitiveType(PrimitiveTypeCode typeCode) => "";

        public string GetSZArrayType(string elementType) => elementType;

        private string Note(EntityHandle handle)
        {
            var name = owner.NameOf(handle);
            owner._used.Add(name);
            return name;
        }
    }
}
