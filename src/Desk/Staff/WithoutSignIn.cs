namespace EcomCenter.Desk.Staff;

/// <summary>
/// Marks an endpoint that answers everybody alike, such as a style sheet. A cookie or key sent along is not looked up, so that the endpoint
/// works without the database.
/// </summary>
internal sealed class WithoutSignIn
{
    public static WithoutSignIn Instance { get; } = new();

    public static bool AppliesTo(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<WithoutSignIn>() is not null;
}
