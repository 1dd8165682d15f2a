using EcomCenter.Desk.Staff;

namespace EcomCenter.Desk.Http;

public static class RightRequirement
{
    /// <summary>Requires a right. Others are sent to sign in, or get 403 if they are signed in already.</summary>
    public static T RequireRight<T>(this T endpoints, Right right)
        where T : IEndpointConventionBuilder => endpoints.RequireAuthorization(policy => policy.RequireAuthenticatedUser().RequireAssertion(
            context => context.Resource is HttpContext http && http.Actor() is { } actor && Authority.May(actor, right)));
}
