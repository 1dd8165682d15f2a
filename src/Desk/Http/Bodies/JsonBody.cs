using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace EcomCenter.Desk.Http.Bodies;

/// <summary>A JSON request body with its bytes, or the problem with it.</summary>
internal sealed record JsonBody<T>(T? Body, byte[] Bytes, ProblemResult? Problem)
    : IBindableFromHttpContext<JsonBody<T>>, IEndpointParameterMetadataProvider
    where T : class
{
    public ProblemResult Rejection => Problem ?? ProblemResult.FromStatus(StatusCodes.Status400BadRequest);

    public static async ValueTask<JsonBody<T>?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        await JsonBodyReader.ReadAsync<T>(context.Request);

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new JsonBodyMetadata(typeof(T), IsOptional: false));
}

/// <summary>
/// The type of a route's request body. The framework's own metadata is not used, because it would match routes by content type and refuse
/// a request before its caller is authenticated.
/// </summary>
internal sealed record JsonBodyMetadata(Type Type, bool IsOptional);
