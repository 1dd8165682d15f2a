using System.Text.Json.Serialization;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Http.Bodies;
using EcomCenter.Desk.Staff;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace EcomCenter.Desk.Api;

/// <summary>Generates <c>/openapi/v1.json</c> from the metadata of the routes.</summary>
internal static class ApiDocument
{
    private const string CookieScheme = "Cookie", KeyScheme = "Key";

    public static IServiceCollection AddApiDocument(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json =>
        {
            // Strict, because numbers are never accepted as strings and the document must say so.
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiResponseJson.Default);
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ProblemJson.Default);
        });
        return services.AddOpenApi("v1", options =>
        {
            options.ShouldInclude = route => route.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
            options.CreateSchemaReferenceId = ApiSchemas.CreateReferenceId;
            options.AddDocumentTransformer(DescribeDocumentAsync);
            options.AddOperationTransformer(DescribeOperationAsync);
            options.AddSchemaTransformer(ApiSchemas.DescribeSchemaAsync);
        });
    }

    private static Task DescribeDocumentAsync(
        OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
    {
        document.Info = new()
        {
            Title = "EcomCenter desk", Version = "v1",
            Description = "Tickets of residents, their answers, and the 48-hour response promise.",
        };
        document.Servers = [new() { Url = "/", Description = "The desk that has this document." }];
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [KeyScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A key of scope intake, read or staff.",
            },
            [CookieScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = ActorClaims.CookieName,
                Description = "The cookie of a signed-in member of staff.",
            },
        };
        document.Security = [CreateSecurityRequirement(KeyScheme, document), CreateSecurityRequirement(CookieScheme, document)];
        return Task.CompletedTask;
    }

    private static OpenApiSecurityRequirement CreateSecurityRequirement(string scheme, OpenApiDocument document) =>
        new() { [new OpenApiSecuritySchemeReference(scheme, document)] = [] };

    private static async Task DescribeOperationAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        operation.Parameters ??= [];
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        foreach (var parameter in metadata.OfType<ApiParameter>())
            operation.Parameters.Add(CreateParameter(parameter));
        if (metadata.OfType<JsonBodyMetadata>().FirstOrDefault() is { } body)
            operation.RequestBody = await CreateRequestBodyAsync(body, context, cancellation);
        if (metadata.OfType<ApiFileUpload>().Any()) operation.RequestBody = CreateFileBody();
        if (metadata.OfType<ApiFileDownload>().Any()) DescribeDownload(operation);
        foreach (var (status, response) in operation.Responses ?? [])
            if (response is OpenApiResponse known) AddHeaders(known, status, context.Description.HttpMethod == "POST");
    }

    private static async Task<OpenApiRequestBody> CreateRequestBodyAsync(
        JsonBodyMetadata body, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        var schema = await context.GetOrCreateSchemaAsync(body.Type, cancellationToken: cancellation);
        var name = ApiSchemas.NameOf(body.Type);
        context.Document?.AddComponent(name, schema);
        var json = new OpenApiMediaType { Schema = new OpenApiSchemaReference(name, context.Document) };
        return new() { Required = !body.IsOptional, Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = json } };
    }

    private static OpenApiRequestBody CreateFileBody() => new()
    {
        Required = true,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["multipart/form-data"] = new()
            {
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object, Required = new HashSet<string> { PostAttachment.FieldName },
                    Properties = new Dictionary<string, IOpenApiSchema>
                    {
                        [PostAttachment.FieldName] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" },
                    },
                },
            },
        },
    };

    /// <summary>A file has the type of its content. Its id is text wherever else it stands.</summary>
    private static void DescribeDownload(OpenApiOperation operation)
    {
        if (operation.Responses?["200"] is OpenApiResponse found)
            found.Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/octet-stream"] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } },
            };
        var path = operation.Parameters?.OfType<OpenApiParameter>().Where(parameter => parameter.In is ParameterLocation.Path) ?? [];
        foreach (var id in path)
            id.Schema = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = "^[0-9]+$" };
    }

    private static OpenApiParameter CreateParameter(ApiParameter parameter) => new()
    {
        Name = parameter.Name, Description = parameter.Description,
        In = parameter.InHeader ? ParameterLocation.Header : ParameterLocation.Query,
        Schema = SchemaRules.OfParameter(parameter),
        Style = parameter.IsList ? ParameterStyle.Form : null, Explode = !parameter.IsList,
    };

    private static void AddHeaders(OpenApiResponse response, string status, bool isWrite)
    {
        var headers = response.Headers ??= new Dictionary<string, IOpenApiHeader>();
        var isTicket = response.Content?.Values.Any(content =>
            content.Schema is OpenApiSchemaReference { Reference.Id: nameof(TicketView) or nameof(TicketDetails) }) == true;
        if (isTicket) headers["ETag"] = CreateHeader("The ticket's version in quotes.");
        if (isTicket && isWrite)
            headers[ApiResponse.ReplayedHeader] = CreateHeader("true when this is a replay of the first response to this key.");
        if (status == "201") headers["Location"] = CreateHeader("The address of what was created.");
        if (status is "429" or "503") headers["Retry-After"] = CreateHeader("Seconds to wait before trying again.");
        if (status == "401") headers["WWW-Authenticate"] = CreateHeader("Bearer");
    }

    private static OpenApiHeader CreateHeader(string description) =>
        new() { Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
}
