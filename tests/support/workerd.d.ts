/** The path of the binary; the package has no types. */
declare module "workerd" {
  const program: string;
  export default program;
}
