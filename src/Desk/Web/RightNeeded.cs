using EcomCenter.Desk.Staff;

namespace EcomCenter.Desk.Web;

public static class RightNeeded
{
    /// <summary>Lets in who has the right: others are asked to sign in, or told 403 when they are signed in already.</summary>
    public static T RequireRight<T>(this T endpoints, Right right)
        where T : IEndpointConventionBuilder => endpoints.RequireAuthorization(policy => policy.RequireAuthenticatedUser().RequireAssertion(
            context => context.Resource is HttpContext http && http.Actor() is { } actor && Authority.May(actor, right)));
}
