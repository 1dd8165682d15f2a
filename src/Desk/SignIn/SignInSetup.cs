namespace EcomCenter.Desk.SignIn;

public static class SignInSetup
{
    public static IServiceCollection AddSignIn(this IServiceCollection services) =>
        services.AddSingleton<SignInPace>().AddScoped<Passwords>();

    /// <summary>
    /// Maps the pages. The handlers check the antiforgery token themselves, to show the page again instead of a bare 400.
    /// </summary>
    public static void MapSignIn(this IEndpointRouteBuilder endpoints)
    {
        var pages = endpoints.MapGroup("").DisableAntiforgery().ExcludeFromDescription();
        pages.MapGet(SignInPages.Path, SignInPages.Show);
        pages.MapPost(SignInPages.Path, SignInPages.EnterAsync);
        pages.MapPost(SignInPages.Out, (Delegate)SignInPages.LeaveAsync);
        pages.MapGet(FirstAdminPages.Path, FirstAdminPages.ShowAsync);
        pages.MapPost(FirstAdminPages.Path, FirstAdminPages.MakeAsync);
    }
}
